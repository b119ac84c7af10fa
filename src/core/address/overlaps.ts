import type { Prefix } from './prefix.ts';
import { columnsOf, type PrefixColumns } from './prefixColumns.ts';
import { PrefixSort } from './sortPrefixes.ts';

/**
 * Prefixes either nest or are disjoint, so all overlaps of a list are a forest: sorted by first address, then shorter
 * first, everything that covers a prefix lies on a stack when the sweep comes to it. Millions of overlapping pairs are
 * told by one number a prefix; see `pairCount`.
 */
export interface OverlapForest {
  /** Indices into the list, in the order of the sweep: a container before its contents. */
  readonly order: Uint32Array;
  /** By index into the list: the index of the nearest prefix that covers it (an equal one counts), or -1. */
  readonly parent: Int32Array;
}

/**
 * overlapForest([10.0.0.0/16, 10.0.0.0/8, 10.1.0.0/16])  //=> parent [1, -1, 1]
 *
 * Sorts once and sweeps once; of equal prefixes the earlier covers the later.
 */
export const overlapForest = (prefixes: readonly Prefix[]): OverlapForest => forestOf(columnsOf(prefixes));

/** As `overlapForest`, over columns. */
export function forestOf(columns: PrefixColumns): OverlapForest {
  const sort = new PrefixSort(columns);
  const order = new Uint32Array(columns.size);
  const parent = new Int32Array(columns.size);
  const fours = sweepFour(sort.four(), columns, order, parent);
  sweepSix(sort.six(), columns, order.subarray(fours), parent);
  return { order, parent };
}

/** By number of leading bits that an address has in common with the one before: the lengths that may still hold it, as bits. */
const KEPT = Int32Array.from({ length: 33 }, (_, common) => (common === 32 ? -1 : (1 << common) - 1));
const BIT = Int32Array.from({ length: 33 }, (_, length) => (length === 0 ? 0 : 1 << (length - 1)));

/**
 * Goes through sorted IPv4 and tells who holds each; returns how many they were. Of each length at most one prefix is open at a
 * time, so the lengths are bits of a number, the nearest is the highest of them, and nothing is tried in vain.
 */
function sweepFour(
  pairs: Uint32Array,
  { lengths }: PrefixColumns,
  order: Uint32Array,
  parent: Int32Array,
): number {
  const open = new Int32Array(33).fill(-1);
  let openLengths = 0;
  let before = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const first = pairs[at] as number;
    const index = pairs[at + 1] as number;
    const length = lengths[index] as number;
    openLengths &= KEPT[Math.clz32(before ^ first)] as number;
    order[at >> 1] = index;
    parent[index] = open[32 - Math.clz32(openLengths)] as number;
    open[length] = index;
    openLengths |= BIT[length] as number;
    before = first;
  }
  return pairs.length >> 1;
}

/** The same for IPv6, whose 129 lengths do not fit a number: those that hold the one before lie on a stack, longer ones higher. */
function sweepSix(pairs: Uint32Array, columns: PrefixColumns, order: Uint32Array, parent: Int32Array): void {
  const open = new Int32Array(129);
  const openLengths = new Uint8Array(129);
  let depth = 0;
  let before = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const index = pairs[at + 1] as number;
    const length = columns.lengths[index] as number;
    const first = Math.clz32((pairs[before] as number) ^ (pairs[at] as number));
    const common = first < 32 ? first : commonBits(columns, pairs[before + 1] as number, index);
    while (depth > 0 && (openLengths[depth - 1] as number) > common) depth--;
    order[at >> 1] = index;
    parent[index] = depth > 0 ? (open[depth - 1] as number) : -1;
    // An equal one takes the other's place.
    if (depth === 0 || openLengths[depth - 1] !== length) depth++;
    open[depth - 1] = index;
    openLengths[depth - 1] = length;
    before = at;
  }
}

/** How many leading bits two first addresses share. */
function commonBits({ words }: PrefixColumns, a: number, b: number): number {
  let bits = 0;
  for (const word of words) {
    const same = Math.clz32((word[a] as number) ^ (word[b] as number));
    bits += same;
    if (same < 32) break;
  }
  return bits;
}

/** How many pairs overlap: the sum of depths. */
export function pairCount({ order, parent }: OverlapForest): number {
  const depths = new Uint32Array(parent.length);
  let pairs = 0;
  for (const index of order) {
    const up = parent[index] as number;
    if (up < 0) continue;
    const depth = (depths[up] as number) + 1;
    depths[index] = depth;
    pairs += depth;
  }
  return pairs;
}

/** Every pair of indices whose prefixes overlap, the container first; the cost is the number of pairs. */
export function* overlappingPairs(prefixes: readonly Prefix[]): Generator<readonly [number, number]> {
  const { order, parent } = overlapForest(prefixes);
  for (const index of order) {
    for (let up = parent[index] ?? -1; up >= 0; up = parent[up] ?? -1) yield [up, index];
  }
}

/**
 * As `overlappingPairs`, only pairs of one that is `left` and one that is not: ten thousand hosts with one segment cost
 * nothing where nobody else is compared with them.
 */
export function* crossingPairs(
  prefixes: readonly Prefix[],
  left: (index: number) => boolean,
): Generator<readonly [number, number]> {
  const { order, parent } = overlapForest(prefixes);
  const lefts = new Int32Array(prefixes.length).fill(-1);
  const rights = new Int32Array(prefixes.length).fill(-1);
  for (const index of order) {
    const up = parent[index] ?? -1;
    if (up < 0) continue;
    // The nearest containers of each side: the parent is one, the other is the parent's.
    lefts[index] = left(up) ? up : (lefts[up] ?? -1);
    rights[index] = left(up) ? (rights[up] ?? -1) : up;
    const others = left(index) ? rights : lefts;
    for (let other = others[index] ?? -1; other >= 0; other = others[other] ?? -1) yield [other, index];
  }
}
