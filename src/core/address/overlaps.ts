import type { Prefix } from './prefix.ts';
import { columnsOf, type PrefixColumns, wordMask } from './prefixColumns.ts';
import { sortPrefixes } from './sortPrefixes.ts';

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
  const order = sortPrefixes(columns);
  const parent = new Int32Array(columns.size).fill(-1);
  const stack = new Int32Array(129 + columns.size);
  let depth = 0;
  for (let i = 0; i < order.length; i++) {
    const index = order[i] as number;
    while (depth > 0 && !isCovered(columns, stack[depth - 1] as number, index)) depth--;
    if (depth > 0) parent[index] = stack[depth - 1] as number;
    stack[depth++] = index;
  }
  return { order, parent };
}

/** True when the outer prefix, which stands before the inner one in the order, covers it. */
function isCovered({ families, lengths, words }: PrefixColumns, outer: number, inner: number): boolean {
  if (families[outer] !== families[inner]) return false;
  const length = lengths[outer] as number;
  const [first, second, third, fourth] = words;
  if ((((first[outer] as number) ^ (first[inner] as number)) & wordMask(length, 0)) !== 0) return false;
  return (
    length <= 32 ||
    ((((second[outer] as number) ^ (second[inner] as number)) & wordMask(length, 1)) === 0 &&
      (((third[outer] as number) ^ (third[inner] as number)) & wordMask(length, 2)) === 0 &&
      (((fourth[outer] as number) ^ (fourth[inner] as number)) & wordMask(length, 3)) === 0)
  );
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
