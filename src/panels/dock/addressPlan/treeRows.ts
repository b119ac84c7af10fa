import { type AddressPool, formatPrefix, type Plan, type PlannedRange, prefixSize } from '#core';
import { frameOf, nameOfId } from '#editor';
import { percent } from '../../inspector/cidrFacts.ts';

/** One line of the tree: a pool, a site in it, an owner, or a range. */
export interface TreeRow {
  /** Unique in the tree; what is folded is known by it. */
  readonly key: string;
  readonly level: 0 | 1 | 2 | 3;
  readonly kind: 'pool' | 'site' | 'owner' | 'range';
  readonly name: string;
  /** Rows below it; none for a range. */
  readonly folds: boolean;
  readonly prefix: string | undefined;
  /** Addresses, and how many of them are used; undefined where nothing counts them. */
  readonly size: bigint | undefined;
  readonly used: bigint | undefined;
  readonly unit: 'addresses' | 'node prefixes' | 'in ranges';
  /** Set on ranges. */
  readonly range: PlannedRange | undefined;
  /** The entity behind a row, to select it. */
  readonly entity: string | undefined;
}

export const USE_NAMES: Readonly<Record<PlannedRange['use'], string>> = {
  nodes: 'nodes',
  pods: 'pods',
  services: 'services',
  'host-segment': 'segment',
  transfer: 'transfer network',
  platform: 'used by the platform',
};

const ELSEWHERE = 'No site';

/**
 * The tree of an address plan, flat: pool, site, owner, range. Sites have a level of their own where the plan has any. What is
 * below a folded row is left out.
 */
export function treeRows(
  pools: readonly AddressPool[],
  plan: Plan,
  folded: ReadonlySet<string>,
): readonly TreeRow[] {
  const hasSites = (plan.view?.frames?.length ?? 0) > 0;
  const rows: TreeRow[] = [];
  for (const pool of pools) {
    const key = formatPrefix(pool.prefix);
    rows.push({
      ...group(key, 0, 'pool', pool.name),
      prefix: key,
      size: prefixSize(pool.prefix),
      used: pool.taken,
    });
    if (folded.has(key)) continue;
    for (const [site, ranges] of groups(pool.ranges, ({ owner }) => (hasSites ? siteOf(plan, owner) : ''))) {
      const siteKey = `${key} ${site}`;
      if (hasSites)
        rows.push({ ...group(siteKey, 1, 'site', site), entity: frameIdOf(plan, ranges[0]?.owner) });
      if (hasSites && folded.has(siteKey)) continue;
      for (const [owner, own] of groups(ranges, (range) => range.owner)) {
        const ownerKey = `${siteKey} ${owner}`;
        rows.push({ ...group(ownerKey, hasSites ? 2 : 1, 'owner', nameOfId(plan, owner)), entity: owner });
        if (!folded.has(ownerKey))
          rows.push(...own.map((range, index) => rangeRow(range, `${ownerKey} ${index}`, hasSites)));
      }
    }
  }
  return rows;
}

const group = (key: string, level: TreeRow['level'], kind: TreeRow['kind'], name: string): TreeRow => ({
  key,
  level,
  kind,
  name,
  folds: true,
  prefix: undefined,
  size: undefined,
  used: undefined,
  unit: 'in ranges',
  range: undefined,
  entity: undefined,
});

const rangeRow = (range: PlannedRange, key: string, hasSites: boolean): TreeRow => ({
  key,
  level: hasSites ? 3 : 2,
  kind: 'range',
  name: USE_NAMES[range.use],
  folds: false,
  prefix: formatPrefix(range.prefix),
  size: range.usage?.room ?? prefixSize(range.prefix),
  used: range.usage?.used,
  unit: range.usage?.unit ?? 'addresses',
  range,
  entity: range.owner,
});

const siteOf = (plan: Plan, owner: string): string => frameOf(plan, owner)?.name ?? ELSEWHERE;
const frameIdOf = (plan: Plan, owner: string | undefined): string | undefined =>
  owner === undefined ? undefined : frameOf(plan, owner)?.id;

/** In the order of the first of each. */
function groups<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return [...found];
}

/** A share as text; never all where something is left, however little of however much. */
export const percentText = (used: bigint, size: bigint): string =>
  percent(size === 0n ? 0 : used < size ? Math.min(Number(used) / Number(size), 0.999) : 1);
