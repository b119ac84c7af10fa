import { comparePrefixes, covers, type Prefix } from './prefix.ts';

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
