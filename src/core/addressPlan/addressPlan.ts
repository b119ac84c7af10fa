import {
  comparePrefixes,
  covers,
  formatPrefix,
  mustInterfaceAddress,
  mustPrefix,
  type Prefix,
} from '../address/prefix.ts';
import { segmentId } from '../network/draft.ts';
import type { Network } from '../network/network.ts';
import type { Collection, PropertyPath } from '../plan/edits.ts';
import type { Cluster, Plan } from '../plan/plan.ts';
import { platformRanges } from '../plan/platformRanges.ts';
import { groupBy } from '../validate/groupBy.ts';
import { poolOf } from './pools.ts';
import { takenOf } from './sections.ts';
import { type Usage, type UsageOf, usageOf } from './usage.ts';

/** What a range of the plan is for; `platform` ranges are used by what a cluster runs on, nobody wrote them. */
export type RangeUse = 'nodes' | 'pods' | 'services' | 'host-segment' | 'transfer' | 'platform';

/** Where a range is written in the plan. */
export interface RangePlace {
  readonly collection: Collection;
  readonly id: string;
  readonly path: PropertyPath;
}

export interface PlannedRange {
  readonly prefix: Prefix;
  readonly use: RangeUse;
  /** The plan entity that has it. */
  readonly owner: string;
  /** Undefined for platform ranges. */
  readonly usage: Usage | undefined;
  /** Another range lies on it, or it on another, and the two are not one segment or a native cluster's own. */
  readonly overlapping: boolean;
  /** Undefined for platform ranges. */
  readonly place: RangePlace | undefined;
}

export interface AddressPool {
  readonly prefix: Prefix;
  readonly name: string;
  /** By first address, wider before what is in it. */
  readonly ranges: readonly PlannedRange[];
  /** Addresses with at least one range on them, of `prefixSize(prefix)`. */
  readonly taken: bigint;
}

/** Every range of the plan by the pool that it is taken from, with what is used of it. Facts only. */
export function addressPlan(plan: Plan, network: Network): readonly AddressPool[] {
  const found = allRanges(plan, usageOf(network));
  const lapping = overlappingOf(found);
  const pools = new Map<string, { prefix: Prefix; name: string; ranges: PlannedRange[] }>();
  found.forEach(({ segment: _, native: __, ...range }, index) => {
    const { prefix, name } = poolOf(range.prefix);
    const key = formatPrefix(prefix);
    const pool = pools.get(key) ?? { prefix, name, ranges: [] };
    pools.set(key, pool);
    pool.ranges.push({ ...range, overlapping: lapping.has(index) });
  });
  return [...pools.values()]
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix))
    .map((pool) => ({
      ...pool,
      ranges: pool.ranges.sort((a, b) => comparePrefixes(a.prefix, b.prefix)),
      taken: takenOf(
        pool.prefix,
        pool.ranges.map(({ prefix }) => prefix),
      ),
    }));
}

interface FoundRange extends Omit<PlannedRange, 'overlapping'> {
  /** Equal ranges on one segment are one range, written twice. */
  readonly segment?: string;
  /** Pods and nodes of a native cluster share their addresses on purpose. */
  readonly native?: boolean;
}

function allRanges(plan: Plan, usage: UsageOf): FoundRange[] {
  return [
    ...(plan.clusters ?? []).flatMap((cluster) => clusterRanges(cluster, usage)),
    ...(plan.hosts ?? []).flatMap((host) =>
      host.addresses.map((text, index): FoundRange => {
        const { prefix } = mustInterfaceAddress(text);
        const segment = segmentId(host.router, host.id, prefix);
        return {
          prefix,
          use: 'host-segment',
          owner: host.id,
          usage: usage.segment(segment, prefix),
          place: { collection: 'hosts', id: host.id, path: ['addresses', index] },
          segment,
        };
      }),
    ),
    ...(plan.links ?? []).flatMap((link) =>
      (link.cidrs ?? []).map((text, index): FoundRange => {
        const prefix = mustPrefix(text);
        return {
          prefix,
          use: 'transfer',
          owner: link.id,
          usage: usage.transfer(prefix),
          place: { collection: 'links', id: link.id, path: ['cidrs', index] },
        };
      }),
    ),
  ];
}

function clusterRanges(cluster: Cluster, usage: UsageOf): FoundRange[] {
  const { id } = cluster;
  const place = (...path: PropertyPath): RangePlace => ({ collection: 'clusters', id, path });
  const native = cluster.network?.mode === 'native';
  return [
    ...cluster.nodes.cidrs.map((text, index): FoundRange => {
      const prefix = mustPrefix(text);
      const segment = segmentId(cluster.router, id, prefix);
      return {
        prefix,
        use: 'nodes',
        owner: id,
        usage: usage.segment(segment, prefix),
        place: place('nodes', 'cidrs', index),
        segment,
        native,
      };
    }),
    ...(cluster.pods?.cidrs ?? []).map((text, index): FoundRange => {
      const prefix = mustPrefix(text);
      return {
        prefix,
        use: 'pods',
        owner: id,
        usage: usage.pods(id, prefix),
        place: place('pods', 'cidrs', index),
        native,
      };
    }),
    ...(cluster.services?.cidrs ?? []).map((text, index): FoundRange => {
      const prefix = mustPrefix(text);
      return {
        prefix,
        use: 'services',
        owner: id,
        usage: usage.services(id, prefix),
        place: place('services', 'cidrs', index),
      };
    }),
    ...(cluster.platform ? platformRanges[cluster.platform].used : []).map(
      ({ cidr }): FoundRange => ({
        prefix: mustPrefix(cidr),
        use: 'platform',
        owner: id,
        usage: undefined,
        place: undefined,
      }),
    ),
  ];
}

/** Ranges that are one: the first of them stands for all. */
interface Swept {
  readonly range: FoundRange;
  readonly members: readonly number[];
  /** The native clusters whose nodes are on it. */
  readonly nativeNodes: ReadonlySet<string>;
  laps: boolean;
}

/**
 * Places of the ranges that lie on each other. Sorted, what covers a range is on a stack when the sweep comes to it. Ranges
 * that are one are swept as one, and who is known to overlap is not asked again: thousands of equal ranges cost one look each.
 */
function overlappingOf(ranges: readonly FoundRange[]): ReadonlySet<number> {
  const groups = groupBy(ranges.keys(), (index) => oneKey(ranges[index], index));
  const swept = [...groups.values()]
    .flatMap((members): Swept[] => {
      const range = ranges[members[0] ?? -1];
      const nativeNodes = members.flatMap((index) => {
        const { use, native, owner } = ranges[index] ?? {};
        return use === 'nodes' && native && owner !== undefined ? [owner] : [];
      });
      return range ? [{ range, members, nativeNodes: new Set(nativeNodes), laps: false }] : [];
    })
    .sort((a, b) => comparePrefixes(a.range.prefix, b.range.prefix));
  const open: Swept[] = [];
  let clear: Swept[] = [];
  for (const entry of swept) {
    for (let top = open.at(-1); top && !covers(top.range.prefix, entry.range.prefix); top = open.at(-1))
      open.pop();
    clear = clear.filter((outer) => !outer.laps && covers(outer.range.prefix, entry.range.prefix));
    entry.laps = open.some((outer) => !areOne(outer, entry));
    for (const outer of clear) outer.laps ||= !areOne(outer, entry);
    open.push(entry);
    clear.push(entry);
  }
  return new Set(swept.flatMap(({ laps, members }) => (laps ? members : [])));
}

/** Equal for what is written twice and means one thing: a segment of several members, a range that platforms share. */
const oneKey = (range: FoundRange | undefined, index: number): string =>
  range?.segment ?? (range?.use === 'platform' ? `platform ${formatPrefix(range.prefix)}` : String(index));

/** A native cluster's pods are on the segment of its nodes, whoever else is (A5); what platforms use is each its own. */
const areOne = (a: Swept, b: Swept): boolean =>
  holdsPodsOf(a, b.range) ||
  holdsPodsOf(b, a.range) ||
  (a.range.use === 'platform' && b.range.use === 'platform');

const holdsPodsOf = ({ nativeNodes }: Swept, { use, owner }: FoundRange): boolean =>
  use === 'pods' && nativeNodes.has(owner);
