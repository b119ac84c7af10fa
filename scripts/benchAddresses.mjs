import { overlapCidr, parseCidr } from 'cidr-tools';
import ipaddr from 'ipaddr.js';
import { someCidrs } from './benchPlan.mjs';
import { best, row } from './measure.mjs';

/** Overlaps and longest-prefix match, beside other libraries and the least that the machine could do. */
export const addressRows = (core) => [...overlapRows(core), aroundRow(core), matchRow(core)];

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
    const texts = asRead(someCidrs(size));
    const whole = best(() => core.forestOf(core.columnsOfTexts(texts)), rounds(size));
    const theirs = best(() => bigIntSweep(texts), size > 100_000 ? 1 : size > 1_000 ? 8 : 100);
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

const rounds = (size) => (size > 100_000 ? 9 : size > 1_000 ? 30 : 300);

/** Texts as they come out of a file, and not as they were put together here. */
const asRead = (texts) => JSON.parse(JSON.stringify(texts));

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
