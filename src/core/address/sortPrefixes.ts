import type { PrefixColumns } from './prefixColumns.ts';

/** Bits of a digit: 2,048 counters fit the first cache. */
const DIGIT = 11;
const BUCKETS = 1 << DIGIT;

/**
 * The indices of all prefixes by family, first address, then shorter first; equal ones keep their order. A radix sort, from the
 * lowest digit up: it compares nothing, and a digit that is the same everywhere costs no turn.
 */
export function sortPrefixes(columns: PrefixColumns): Uint32Array {
  const four = ofFamily(columns, 4);
  const six = ofFamily(columns, 6);
  const { lengths, words } = columns;
  const sortedFour = sortBy(words[0], 32, sortBy(lengths, 6, four));
  let sortedSix = sortBy(lengths, 8, six);
  for (const column of [words[3], words[2], words[1], words[0]]) sortedSix = sortBy(column, 32, sortedSix);
  if (sortedSix.length === 0) return sortedFour;
  const all = new Uint32Array(columns.size);
  all.set(sortedFour);
  all.set(sortedSix, sortedFour.length);
  return all;
}

function ofFamily({ size, families }: PrefixColumns, family: number): Uint32Array {
  const found = new Uint32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) if (families[i] === family) found[count++] = i;
  return found.subarray(0, count);
}

/** Sorts indices by the lowest `bits` bits of a column, stably. */
function sortBy(column: Uint32Array | Uint8Array, bits: number, order: Uint32Array): Uint32Array {
  const n = order.length;
  if (n < 2) return order;
  let keys = new Uint32Array(n);
  for (let i = 0; i < n; i++) keys[i] = column[order[i] as number] as number;
  let from: Uint32Array<ArrayBufferLike> = order;
  let spareKeys = new Uint32Array(n);
  let spare: Uint32Array<ArrayBufferLike> = new Uint32Array(n);
  const places = new Uint32Array(BUCKETS);
  for (let shift = 0; shift < bits; shift += DIGIT) {
    places.fill(0);
    for (let i = 0; i < n; i++) {
      const digit = ((keys[i] as number) >>> shift) & (BUCKETS - 1);
      places[digit] = (places[digit] as number) + 1;
    }
    const first = ((keys[0] as number) >>> shift) & (BUCKETS - 1);
    if (places[first] === n) continue;
    let sum = 0;
    for (let digit = 0; digit < BUCKETS; digit++) {
      const count = places[digit] as number;
      places[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) {
      const key = keys[i] as number;
      const digit = (key >>> shift) & (BUCKETS - 1);
      const place = places[digit] as number;
      places[digit] = place + 1;
      spareKeys[place] = key;
      spare[place] = from[i] as number;
    }
    const sortedKeys = spareKeys;
    const sorted = spare;
    spareKeys = keys;
    // The caller's order is not written over.
    spare = from === order ? new Uint32Array(n) : from;
    keys = sortedKeys;
    from = sorted;
  }
  return from;
}
