import { best, row } from './measure.mjs';

/** Walks, told hop by hop and with nothing told but how they end; and the matrix beside as many walks. */
export const walkRows = (core, network) => [...roundTripRows(core, network), reachRow(core, network)];

function roundTripRows(core, network) {
  const rows = [];
  for (const [protocol, legs] of [
    ['udp', 'request and reply'],
    ['tcp', 'handshake and data, four legs'],
  ]) {
    const questions = Array.from({ length: 5_000 }, (_, i) => ({
      from: `pod:c${(i * 7_919) % 1_000}/app-${i % 3}`,
      to: `pod:c${(i * 104_729 + 13) % 1_000}/app-${(i + 1) % 3}`,
      protocol,
    }));
    const timed = (walk) =>
      best(() => questions.map((question) => walk(network, question).verdict), 15) / questions.length;
    const ours = timed(core.roundTripOutcome);
    const told = timed(core.traceRoundTrip);
    rows.push(
      row(`one walk in 1,000 clusters over ${protocol.toUpperCase()} (${legs}), how it ends`, ours, {
        rival: 'the same walk told hop by hop',
        theirs: told,
        ratio: 1_000 / ours,
        says: 'walks a second',
        target: 'at least 100,000 a second',
        holds: ours <= 0.01,
      }),
    );
  }
  return rows;
}

function reachRow(core, network) {
  const ends = [...network.devices.keys()].filter((id) => id.endsWith('/app-1') || id.startsWith('host:'));
  let matrix;
  const ours = best(() => {
    matrix = finish(core.reachability(network, ends));
  }, 9);
  const sample = Array.from({ length: 5_000 }, (_, i) => [
    (i * 7_919) % ends.length,
    (i * 104_729 + 13) % ends.length,
  ]).filter(([i, j]) => i !== j);
  const walked = (walk, [i, j]) =>
    walk(network, core.reachQuestion(network.devices.get(ends[i]), network.devices.get(ends[j])));
  for (const pair of sample) {
    const [i, j] = pair;
    const said = JSON.stringify(matrix.outcomes[matrix.cells[i * ends.length + j]]);
    const outcome = JSON.stringify(core.outcomeOf(walked(core.traceRoundTrip, pair)));
    if (said !== outcome) throw new Error(`the matrix is wrong about ${ends[i]} and ${ends[j]}`);
  }
  const pairs = ends.length * (ends.length - 1);
  const all = (walk) => (best(() => sample.map((pair) => walked(walk, pair)), 9) / sample.length) * pairs;
  // Of a told walk its outcome is kept, and not all that it tells.
  const theirs = all((...asked) => core.outcomeOf(core.traceRoundTrip(...asked)));
  const quickest = Math.round(all(core.roundTripOutcome) / ours);
  return row(
    `who reaches whom: 1,000 clusters + 300 hosts, all pairs (${quickest}x walks of which nothing is told)`,
    ours,
    {
      rival: 'walking pair by pair (5,000 measured, all equal)',
      theirs,
      ratio: theirs / ours,
      says: 'faster',
      target: 'at least 500x faster',
      holds: theirs >= 500 * ours,
    },
  );
}

function finish(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
