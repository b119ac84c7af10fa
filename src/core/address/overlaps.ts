import type { Address } from './address.ts';
import { comparePrefixes, contains, covers, type Prefix } from './prefix.ts';

/**
 * Prefixes either nest or are disjoint, so all overlaps of a list are a forest: sorted by first address, then shorter
 * first, everything that covers a prefix lies on a stack when the sweep comes to it.
 */
export interface OverlapForest {
  /** Indices into the list, in the order of the sweep: a container before its contents. */
  readonly order: readonly number[];
  /** By index into the list: the index of the nearest prefix that covers it (an equal one counts), or -1. */
  readonly parent: Int32Array;
}

/**
 * overlapForest([10.0.0.0/16, 10.0.0.0/8, 10.1.0.0/16])  //=> parent [1, -1, 1]
 *
 * Sorts once and sweeps once; of equal prefixes the earlier covers the later.
 */
export function overlapForest(prefixes: readonly Prefix[]): OverlapForest {
  const sorted = prefixes
    .map((prefix, index) => ({ prefix, index }))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix) || a.index - b.index);
  const parent = new Int32Array(prefixes.length).fill(-1);
  const stack: { prefix: Prefix; index: number }[] = [];
  for (const entry of sorted) {
    let top = stack.at(-1);
    while (top && !covers(top.prefix, entry.prefix)) {
      stack.pop();
      top = stack.at(-1);
    }
    if (top) parent[entry.index] = top.index;
    stack.push(entry);
  }
  return { order: sorted.map((entry) => entry.index), parent };
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

/**
 * Tells which of the items cover an address, in their order. Addresses must be asked for in ascending order, and be of
 * the items' family: what was passed is forgotten.
 */
export function coveringInTurn<T extends { readonly prefix: Prefix }>(
  items: readonly T[],
): (address: Address) => T[] {
  const sorted = items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => comparePrefixes(a.item.prefix, b.item.prefix) || a.index - b.index);
  const stack: { item: T; index: number }[] = [];
  let next = 0;
  const leave = (keep: (prefix: Prefix) => boolean): void => {
    for (let top = stack.at(-1); top && !keep(top.item.prefix); top = stack.at(-1)) stack.pop();
  };
  return (address) => {
    for (let entry = sorted[next]; entry && entry.item.prefix.value <= address.value; entry = sorted[next]) {
      const { prefix } = entry.item;
      leave((outer) => covers(outer, prefix));
      stack.push(entry);
      next++;
    }
    leave((prefix) => contains(prefix, address));
    return [...stack].sort((a, b) => a.index - b.index).map(({ item }) => item);
  };
}
