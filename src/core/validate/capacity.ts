import { type Prefix, usableRange } from '../address/prefix.ts';
import { nodeCount } from '../network/nodes.ts';
import type { Cluster } from '../plan/plan.ts';

/** Above this share of what there is, a range counts as near its limit. */
const NEAR = 90n;

/** How many devices can have an address in a prefix. */
export function usableSize(prefix: Prefix): bigint {
  const { first, last } = usableRange(prefix);
  return last - first + 1n;
}

/** More than 90 % is used, or all. */
export const isNearLimit = (used: bigint, room: bigint): boolean => used * 100n > room * NEAR;

/** Room as a fact: a number where it is one, a power of two where it is huge. */
export const countText = (count: bigint): string | number =>
  count <= 1_000_000_000n ? Number(count) : `2^${count.toString(2).length - 1}`;

/** Nodes that are dealt pod prefixes, because the plan gives them none. */
export const dealtNodes = (cluster: Cluster): number =>
  cluster.nodes.list ? cluster.nodes.list.filter((node) => !node.podCidrs).length : nodeCount(cluster);
