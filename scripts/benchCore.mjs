#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { overlapCidr, parseCidr } from 'cidr-tools';
import ipaddr from 'ipaddr.js';
import { build } from 'vite';
import { fleet, someCidrs } from './benchPlan.mjs';
import { root } from './shell.mjs';

/*
 * `npm run bench:core`: the core beside its rivals and beside the least that the machine could do, in one run. Read the ratios;
 * no test asserts times.
 */

const ENTRIES = {
  core: 'src/core/index.ts',
  columns: 'src/core/address/prefixColumns.ts',
  overlaps: 'src/core/address/overlaps.ts',
  overlapIndex: 'src/core/address/overlapIndex.ts',
  prefixTable: 'src/core/address/prefixTable.ts',
};
const folder = join(root, 'node_modules/.tmp/bench-core');

/** The core as it is shipped: built, not run from its sources. */
async function builtCore() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { input: ENTRIES, output: { entryFileNames: '[name].mjs' } },
    },
  });
  const parts = await Promise.all(
    Object.keys(ENTRIES).map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)),
  );
  return Object.assign({}, ...parts);
}

/** One row for each line of the table. */
export async function benchCore() {
  const core = await builtCore();
  return [...overlapRows(core), aroundRow(core), matchRow(core), ...planRows(core), ...checkRows()];
}

function overlapRows(core) {
  const forest = new Map();
  for (const size of [1_000, 10_000, 100_000, 1_000_000]) {
    const columns = core.columnsOfTexts(someCidrs(size));
    forest.set(
      size,
      best(() => core.forestOf(columns), rounds(size)),
    );
  }
  const keys = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 0);
  const floor = best(() => keys.slice().sort(), 5);
  const ours = forest.get(1_000_000);
  const rows = [
    row('overlaps among 1,000,000 prefixes, parsed', ours, {
      rival: 'sorting as many bare numbers',
      theirs: floor,
      ratio: ours / floor,
      says: 'of the sort',
      target: 'at most 2x a bare sort',
      holds: ours <= 2 * floor,
    }),
    row('the same, from 10,000 to 1,000,000', ours, {
      rival: 'ours at 10,000',
      theirs: forest.get(10_000),
      ratio: ours / forest.get(10_000),
      says: 'as long',
      target: 'at most 130x as long',
      holds: ours <= 130 * forest.get(10_000),
    }),
  ];
  for (const size of [1_000, 10_000, 100_000, 1_000_000]) {
    const texts = someCidrs(size);
    const whole = best(() => core.forestOf(core.columnsOfTexts(texts)), rounds(size));
    const theirs = best(() => bigIntSweep(texts), size > 100_000 ? 1 : 5);
    rows.push(
      row(`overlaps among ${size.toLocaleString('en')} prefixes, from text`, whole, {
        rival: 'cidr-tools parsing, a sweep of BigInts',
        theirs,
        ratio: theirs / whole,
        says: 'faster',
        target: 'at least 4x faster',
        holds: theirs >= 4 * whole,
      }),
    );
    if (size !== 10_000) continue;
    // All pairs take it some ten seconds: a hundredth of them stands for the rest.
    const sample = texts.slice(0, size / 100);
    const pairs = 50 * best(() => sample.map((a) => texts.map((b) => overlapCidr(a, b))), 1);
    rows.push(
      row('overlaps among 10,000 prefixes, from text', whole, {
        rival: 'cidr-tools, all pairs (a hundredth measured)',
        theirs: pairs,
        ratio: pairs / whole,
        says: 'faster',
        target: 'at least 1,000x faster',
        holds: pairs >= 1_000 * whole,
      }),
    );
  }
  return rows;
}

const rounds = (size) => (size > 100_000 ? 5 : size > 1_000 ? 30 : 300);

function bigIntSweep(texts) {
  const parsed = texts.map((text) => parseCidr(text));
  parsed.sort((a, b) =>
    a.version !== b.version
      ? a.version - b.version
      : a.start !== b.start
        ? a.start < b.start
          ? -1
          : 1
        : a.end > b.end
          ? -1
          : a.end < b.end
            ? 1
            : 0,
  );
  const stack = [];
  let nested = 0;
  for (const range of parsed) {
    while (stack.length > 0 && (stack.at(-1).end < range.start || stack.at(-1).version !== range.version))
      stack.pop();
    if (stack.length > 0) nested++;
    stack.push(range);
  }
  return nested;
}

function aroundRow(core) {
  const texts = someCidrs(100_000);
  const index = new core.OverlapIndex(core.columnsOfTexts(texts));
  const edited = texts.filter((_, i) => i % 100 === 7).map(core.mustPrefix);
  const parsed = texts.map((text) => ipaddr.parseCIDR(text));
  const ours = best(() => edited.map((prefix) => index.around(prefix)), 30) / edited.length;
  const few = parsed.slice(7, 12);
  const theirs =
    best(() => few.map((own) => parsed.filter((other) => ipaddrOverlap(own, other))), 3) / few.length;
  return row('who overlaps one edited prefix among 100,000', ours, {
    rival: 'a scan with ipaddr.js',
    theirs,
    ratio: theirs / ours,
    says: 'faster',
    target: 'at least 4,000x faster',
    holds: theirs >= 4_000 * ours,
  });
}

const ipaddrOverlap = ([a, aLength], [b, bLength]) =>
  a.kind() === b.kind() && (aLength <= bLength ? b.match(a, aLength) : a.match(b, bLength));

function matchRow(core) {
  const size = 10_000;
  const prefixes = Array.from({ length: size }, (_, i) => core.mustPrefix(`10.${i >> 8}.${i & 255}.0/24`));
  const table = new core.PrefixTable(prefixes, [...prefixes.keys()]);
  const starts = Uint32Array.from({ length: size }, (_, i) => ((10 << 24) | (i << 8)) >>> 0);
  const lengths = new Uint8Array(size).fill(24);
  const values = Array.from({ length: 512 }, (_, i) => ((10 << 24) | (((i * 7_919) % size) << 8) | 9) >>> 0);
  const addresses = values.map((value) => ({ family: 4, value: BigInt(value) }));
  let sink = 0;
  const ours =
    best(
      () =>
        addresses.forEach((address) => {
          sink += table.valueAt(table.place(address));
        }),
      200,
    ) / 512;
  const scan = (value) => {
    let found = -1;
    let length = -1;
    for (let i = 0; i < size; i++) {
      const shift = 32 - lengths[i];
      if (lengths[i] > length && value >>> shift === starts[i] >>> shift) {
        found = i;
        length = lengths[i];
      }
    }
    return found;
  };
  const theirs =
    best(
      () =>
        values.forEach((value) => {
          sink += scan(value);
        }),
      10,
    ) / 512;
  if (sink < 0) throw new Error('nothing was looked up');
  return row('longest-prefix match among 10,000 routes', ours, {
    rival: 'a scan of typed arrays',
    theirs,
    ratio: theirs / ours,
    says: 'faster',
    target: 'at least 20x faster',
    holds: theirs >= 20 * ours,
  });
}

function planRows(core) {
  const plan = parsed(core, fleet(1_000, 300));
  const network = core.compileNetwork(plan);
  const rows = [...editRows(core, plan), ...walkRows(core, network)];
  const ends = [...network.devices.keys()].filter((id) => id.endsWith('/app-1') || id.startsWith('host:'));
  let matrix;
  const ours = best(() => {
    matrix = finish(core.reachability(network, ends));
  }, 5);
  const sample = Array.from({ length: 5_000 }, (_, i) => [
    (i * 7_919) % ends.length,
    (i * 104_729 + 13) % ends.length,
  ]).filter(([i, j]) => i !== j);
  const walk = ([i, j]) =>
    core.outcomeOf(
      core.traceRoundTrip(
        network,
        core.reachQuestion(network.devices.get(ends[i]), network.devices.get(ends[j])),
      ),
    );
  for (const [i, j] of sample) {
    const said = matrix.outcomes[matrix.cells[i * ends.length + j]];
    if (JSON.stringify(said) !== JSON.stringify(walk([i, j])))
      throw new Error(`the matrix is wrong about ${ends[i]} and ${ends[j]}`);
  }
  const theirs = (best(() => sample.map(walk), 3) / sample.length) * ends.length * (ends.length - 1);
  rows.push(
    row('who reaches whom: 1,000 clusters + 300 hosts, all pairs', ours, {
      rival: 'walking pair by pair (5,000 measured, all equal)',
      theirs,
      ratio: theirs / ours,
      says: 'faster',
      target: 'at least 500x faster',
      holds: theirs >= 500 * ours,
    }),
  );
  return rows;
}

/** Judging the next revision, beside judging it from nothing; what an edit touches decides. */
function editRows(core, plan) {
  const fresh = best(() => core.validate(plan, core.compileNetwork(plan)), 3);
  const hosts = (i) => plan.hosts.with(0, { ...plan.hosts[0], addresses: [`100.64.9.${10 + i}/24`] });
  return [
    ['a flow', (i) => ({ ...plan, flows: [{ id: 'f', from: `pod:c${i}/app-0`, to: 'pod:c99/app-1' }] })],
    ['an address', (i) => ({ ...plan, hosts: hosts(i) })],
  ].map(([what, edited]) => {
    const judging = new core.Judging();
    judging.judge(plan);
    const times = Array.from({ length: 20 }, (_, i) => best(() => judging.judge(edited(i)), 1));
    times.sort((a, b) => a - b);
    const [usual, slow] = [times[9], times[18]];
    return row(`an edit of ${what} in 1,000 clusters + 300 hosts: new findings (p95 ${time(slow)})`, usual, {
      rival: 'judging from nothing',
      theirs: fresh,
      ratio: fresh / usual,
      says: 'faster',
      target: 'at least 20x faster, p95 inside 16 ms',
      holds: fresh >= 20 * usual && slow <= 16,
    });
  });
}

function walkRows(core, network) {
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
    const ours =
      best(() => questions.map((q) => core.traceRoundTrip(network, q).verdict), 5) / questions.length;
    rows.push(
      row(`one walk in 1,000 clusters over ${protocol.toUpperCase()} (${legs})`, ours, {
        rival: 'one second',
        theirs: undefined,
        ratio: 1_000 / ours,
        says: 'walks a second',
        target: 'at least 100,000 a second',
        holds: ours <= 0.01,
      }),
    );
  }
  return rows;
}

/** Two plans of which the larger is five times as many clusters, each judged by a process of its own, from text to findings. */
function checkRows() {
  const rows = [];
  for (const [routing, size] of [
    ['static', 5_000],
    ['bgp', 1_000],
  ]) {
    const small = judgedAlone(size / 5, routing);
    const large = judgedAlone(size, routing);
    const ratio = large.milliseconds / small.milliseconds;
    const gibibytes = large.bytes / 2 ** 30;
    const name = `${size.toLocaleString('en')} clusters (${routing === 'bgp' ? 'BGP' : 'static'})`;
    rows.push(
      row(`check of ${name}`, large.milliseconds, {
        rival: `ours at ${(size / 5).toLocaleString('en')}`,
        theirs: small.milliseconds,
        ratio,
        says: 'as long',
        target: routing === 'bgp' ? undefined : 'at most 6x as long',
        holds: routing === 'bgp' ? undefined : ratio <= 6,
      }),
      {
        ...row(`the same, peak memory ${gibibytes.toFixed(2)} GiB`, large.milliseconds, {
          rival: '1 GiB',
          theirs: undefined,
          ratio: gibibytes,
          says: 'GiB',
          target: routing === 'bgp' ? undefined : 'under 1 GiB',
          holds: routing === 'bgp' ? undefined : gibibytes < 1,
        }),
        milliseconds: undefined,
      },
    );
  }
  return rows;
}

function judgedAlone(size, routing) {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--judge', String(size), routing],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (child.status !== 0) throw new Error(`judging ${size} clusters failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

async function judgeAlone(size, routing) {
  const core = await import(pathToFileURL(join(folder, 'core.mjs')).href);
  const text = JSON.stringify(fleet(size, 300, routing));
  const start = process.cpuUsage();
  const { plan } = core.parsePlan(text);
  const findings = core.validate(plan, core.compileNetwork(plan)).length;
  const milliseconds = spentSince(start);
  console.log(JSON.stringify({ milliseconds, findings, bytes: process.resourceUsage().maxRSS * 1024 }));
}

function parsed(core, value) {
  const answer = core.parsePlanValue(value);
  if (!answer.ok) throw new Error(answer.problems[0].message);
  return answer.plan;
}

function finish(steps) {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const row = (what, milliseconds, more) => ({ what, milliseconds, ...more });

/** Milliseconds of processor time of the best of several runs: on a machine with other work the clock tells of that, too. */
function best(run, times) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round++) {
    const start = process.cpuUsage();
    run();
    shortest = Math.min(shortest, spentSince(start));
  }
  return shortest;
}

function spentSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

function print(rows) {
  console.log('The core: ours | beside | ratio | target\n');
  for (const { what, milliseconds, rival, theirs, ratio, says, target, holds } of rows) {
    console.log(what);
    const beside = theirs === undefined ? rival : `${rival} ${time(theirs)}`;
    const verdict = target === undefined ? '' : ` | ${target}: ${holds ? 'holds' : 'MISSED'}`;
    const own = milliseconds === undefined ? '' : `${time(milliseconds)} | `;
    console.log(`  ${own}${beside} | ${number(ratio)} ${says}${verdict}`);
  }
}

const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

function time(milliseconds) {
  if (milliseconds < 0.001) return `${(milliseconds * 1e6).toFixed(0)} ns`;
  if (milliseconds < 1) return `${(milliseconds * 1e3).toFixed(1)} µs`;
  return milliseconds < 1_000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1e3).toFixed(2)} s`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--judge') await judgeAlone(Number(process.argv[3]), process.argv[4]);
  else {
    const rows = await benchCore();
    if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
    else print(rows);
  }
}
