import {
  type AddressPool,
  formatPrefix,
  type Plan,
  type PlannedRange,
  prefixSize,
  type RangeUse,
} from '#core';

/** One range of the plan as a table tells it. */
export interface AddressRow {
  readonly pool: string;
  /** The site that its owner is in; empty where it is in none. */
  readonly site: string;
  readonly owner: string;
  readonly range: string;
  readonly role: string;
  /** Number of addresses. */
  readonly size: string;
  /** `3 of 254 addresses`; empty where nothing is counted. */
  readonly used: string;
  readonly overlapping: boolean;
}

const ROLES: Readonly<Record<RangeUse, string>> = {
  nodes: 'node network',
  pods: 'pod range',
  services: 'service range',
  'host-segment': 'host segment',
  transfer: 'transfer network',
  platform: 'used by the platform',
};

/** The ranges of a plan, pool by pool in the order of their addresses. */
export function addressRows(plan: Plan, pools: readonly AddressPool[]): AddressRow[] {
  const names = namesOf(plan);
  const sites = new Map(
    (plan.view?.frames ?? []).flatMap(({ id, name, members }) =>
      members.map((member) => [member, name || id] as const),
    ),
  );
  return pools.flatMap((pool) =>
    pool.ranges.map((range) => ({
      pool: `${formatPrefix(pool.prefix)} ${pool.name}`.trim(),
      site: sites.get(range.owner) ?? '',
      owner: names.get(range.owner) ?? range.owner,
      range: formatPrefix(range.prefix),
      role: ROLES[range.use],
      size: prefixSize(range.prefix).toString(),
      used: usedText(range),
      overlapping: range.overlapping,
    })),
  );
}

/** What people call the entities of a plan, by id. */
export const namesOf = (plan: Plan): ReadonlyMap<string, string> =>
  new Map(
    [plan.clusters, plan.routers, plan.links, plan.hosts].flatMap((list) =>
      (list ?? []).map(({ id, name }) => [id, name || id] as const),
    ),
  );

/** Pod ranges are used up by the prefixes that nodes are dealt, not by single pods. */
function usedText({ usage }: PlannedRange): string {
  if (!usage) return '';
  const per = usage.unit === 'addresses' ? 'addresses' : 'addresses in node prefixes';
  return `${usage.used.toLocaleString('en')} of ${usage.room.toLocaleString('en')} ${per}`;
}
