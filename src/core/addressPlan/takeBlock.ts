import { covers, formatPrefix, mustPrefix, type Prefix } from '../address/prefix.ts';
import { RESERVED_BLOCKS } from '../address/reserved.ts';
import type { PlanEdit, PropertyPath } from '../plan/edits.ts';
import type { Plan } from '../plan/plan.ts';
import { freeSpace } from '../repair/freeSpace.ts';
import { renumber } from '../repair/renumber.ts';
import { usedRanges } from '../repair/suggestPrefix.ts';

/**
 * The first block of that length in a pool that nothing of the plan, of its platforms and no standard uses. A pool that a
 * standard sets aside as a whole (documentation, carrier-grade NAT) is not used by that.
 */
export function nextFreeBlock(plan: Plan, pool: Prefix, length: number): Prefix | undefined {
  const setAside = RESERVED_BLOCKS.filter(({ prefix }) => covers(prefix, pool));
  const used = usedRanges(plan).filter((range) => !setAside.some(({ prefix }) => prefix === range));
  return freeSpace(pool, used, length);
}

/** What a block can be used for: a new range of something, or instead of one that it has. */
export interface BlockTarget {
  /** The plan entity. */
  readonly owner: string;
  readonly collection: 'clusters' | 'links';
  readonly use: 'nodes' | 'pods' | 'services' | 'transfer';
  /** The range that moves to the block; undefined where the block is one more. */
  readonly replaces: Prefix | undefined;
}

/** Everything in the plan that a block of a family could be for, in the order of the plan. */
export function blockTargets(plan: Plan, family: Prefix['family']): readonly BlockTarget[] {
  const targets = (
    owner: string,
    collection: BlockTarget['collection'],
    use: BlockTarget['use'],
    cidrs: readonly string[] = [],
  ): BlockTarget[] => [
    ...cidrs
      .map(mustPrefix)
      .filter((prefix) => prefix.family === family)
      .map((replaces) => ({ owner, collection, use, replaces })),
    { owner, collection, use, replaces: undefined },
  ];
  return [
    ...(plan.clusters ?? []).flatMap(({ id, nodes, pods, services }) => [
      ...targets(id, 'clusters', 'nodes', nodes.cidrs),
      ...targets(id, 'clusters', 'pods', pods?.cidrs),
      ...targets(id, 'clusters', 'services', services?.cidrs),
    ]),
    ...(plan.links ?? []).flatMap(({ id, cidrs }) => targets(id, 'links', 'transfer', cidrs)),
  ];
}

/**
 * Edits that use a block: pod and service ranges of its size take along what names them, as a repair would; any other range
 * is set. Empty where the plan has no such target.
 */
export function takeBlock(plan: Plan, target: BlockTarget, block: Prefix): readonly PlanEdit[] {
  const { owner, collection, use, replaces } = target;
  const path: PropertyPath = use === 'transfer' ? ['cidrs'] : [use, 'cidrs'];
  const set = (at: PropertyPath, value: unknown): PlanEdit => ({
    kind: 'set',
    collection,
    id: owner,
    path: at,
    value,
  });
  const cluster = collection === 'clusters' ? plan.clusters?.find(({ id }) => id === owner) : undefined;
  const link = collection === 'links' ? plan.links?.find(({ id }) => id === owner) : undefined;
  if (!cluster && !link) return [];
  const cidrs = (use === 'transfer' ? link?.cidrs : cluster?.[use]?.cidrs) ?? [];
  if (!replaces) return [set(path, [...cidrs, formatPrefix(block)])];
  const index = cidrs.indexOf(formatPrefix(replaces));
  if (index < 0) return [];
  if (cluster && (use === 'pods' || use === 'services') && replaces.length === block.length)
    return renumber(plan, cluster, use, replaces, block);
  return [set([...path, index], formatPrefix(block))];
}
