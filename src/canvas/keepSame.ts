import type { Graph } from './graph.ts';

/**
 * The new graph with everything that is as it was before as the very object of before, so that only what changed is drawn
 * again: of thousands of cards, the one that was selected.
 */
export function keepSame(before: Graph | undefined, after: Graph): Graph {
  if (!before) return after;
  return { nodes: kept(before.nodes, after.nodes), edges: kept(before.edges, after.edges) };
}

function kept<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const list = after.map((one) => {
    const was = old.get(one.id);
    return was !== undefined && same(was, one) ? was : one;
  });
  return list.length === before.length && list.every((one, i) => one === before[i]) ? before : list;
}

/** Whether two plain values say the same: objects, lists and maps are looked into. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((entry, i) => same(entry, b[i]));
  if (a instanceof Map)
    return b instanceof Map && a.size === b.size && [...a].every(([key, value]) => same(value, b.get(key)));
  const entries = Object.entries(a);
  return (
    entries.length === Object.keys(b).length &&
    entries.every(([key, value]) => Object.hasOwn(b, key) && same(value, (b as Record<string, unknown>)[key]))
  );
}
