import { formatAddress, parseAddress } from '../address/address.ts';
import { contains, formatPrefix, mustInterfaceAddress, type Prefix, usableRange } from '../address/prefix.ts';
import type { PlanEdit } from '../plan/edits.ts';
import type { Cluster, Plan } from '../plan/plan.ts';
import type { Finding, RangeEvidence, Repair, Rule } from '../validate/finding.ts';
import { addRoutes } from './addRoutes.ts';
import { renumber } from './renumber.ts';
import { suggestPrefix } from './suggestPrefix.ts';

/** What may mend a finding, best first; whether it does is checked by whoever asks. */
export const proposals = (plan: Plan, finding: Finding): readonly Repair[] =>
  PROPOSALS[finding.rule]?.(plan, finding) ?? [];

type Propose = (plan: Plan, finding: Finding) => readonly Repair[];

const moveRanges: Propose = (plan, { ranges }) => ranges.flatMap((range) => moved(plan, range));
/** The other owner's range first: the first has it rightly (it advertises it, or stands first in the plan). */
const moveLastRange: Propose = (plan, { ranges }) =>
  ranges.toReversed().flatMap((range) => moved(plan, range));

const PROPOSALS: Partial<Record<Rule, Propose>> = {
  'vip-aliases-address': moveRanges,
  'pod-network-overlaps-node-network': moveRanges,
  'overlay-shadows-address': moveRanges,
  'pod-networks-overlap': moveLastRange,
  'vip-range-reused': (plan, finding) => (finding.severity === 'info' ? [] : moveLastRange(plan, finding)),
  'platform-range': moveRanges,
  'reserved-range': moveRanges,
  'public-range': moveRanges,
  'duplicate-address': freeAddress,
  'node-mask-too-long': fittingMask,
  'bgp-prefixes-not-shared': (plan, { entities }) => {
    const cluster = clusterOf(plan, entities[0]);
    if (!cluster) return [];
    const edit = setInCluster(cluster, ['network', 'advertiseToRouter'], true);
    return [
      { title: `Let the nodes of ${nameOf(cluster)} tell the router their pod prefixes`, edits: [edit] },
    ];
  },
  'missing-route': addRoutes,
  'missing-return-route': addRoutes,
  'mtu-too-large': lowerMtu,
  'address-by-ip': (_, { facts }) => {
    const { flow, pod } = facts;
    if (typeof flow !== 'string' || typeof pod !== 'string') return [];
    const edit: PlanEdit = { kind: 'set', collection: 'flows', id: flow, path: ['to'], value: pod };
    return [{ title: `Call ${pod} by name`, edits: [edit] }];
  },
};

const clusterOf = (plan: Plan, id: string | undefined): Cluster | undefined =>
  plan.clusters?.find((cluster) => cluster.id === id);

const nameOf = (entity: { id: string; name?: string }): string => entity.name || entity.id;

const setInCluster = ({ id }: Cluster, path: (string | number)[], value: unknown): PlanEdit => ({
  kind: 'set',
  collection: 'clusters',
  id,
  path,
  value,
});

/** A cluster's pod or service range, moved to a free block of its size. */
function moved(plan: Plan, { what, owner, prefix }: RangeEvidence): Repair[] {
  const kind = what === 'service range' ? 'services' : what === 'pod range' ? 'pods' : undefined;
  const cluster = clusterOf(plan, owner);
  // Native pods live where the nodes do.
  if (!kind || !cluster || (kind === 'pods' && cluster.network?.mode === 'native')) return [];
  const free = suggestPrefix(plan, prefix);
  const edits = free ? renumber(plan, cluster, kind, prefix, free) : [];
  if (!free || edits.length === 0) return [];
  return [{ title: `Move the ${what} of ${nameOf(cluster)} to ${formatPrefix(free)}`, edits }];
}

/** A host with a shared address gets the next free one of its segment. */
function freeAddress(plan: Plan, { entities, overlap }: Finding): Repair[] {
  if (!overlap) return [];
  return entities.toReversed().flatMap((id) => {
    const host = plan.hosts?.find((h) => h.id === id);
    const index =
      host?.addresses.findIndex((text) => mustInterfaceAddress(text).address.value === overlap.value) ?? -1;
    const text = host?.addresses[index];
    if (!host || text === undefined) return [];
    const { prefix } = mustInterfaceAddress(text);
    const value = nextAddress(plan, prefix);
    if (value === undefined) return [];
    const address = `${formatAddress({ family: prefix.family, value })}/${prefix.length}`;
    const edit: PlanEdit = {
      kind: 'set',
      collection: 'hosts',
      id: host.id,
      path: ['addresses', index],
      value: address,
    };
    return [{ title: `Give ${nameOf(host)} the address ${address}`, edits: [edit] }];
  });
}

/** What `nextAddress` answered for a plan: many findings ask of one segment. */
const answered = new WeakMap<Plan, Map<string, bigint | undefined>>();

/** The last free address of a segment: nodes and pods are dealt from its start. */
function nextAddress(plan: Plan, segment: Prefix): bigint | undefined {
  const known = answered.get(plan) ?? new Map<string, bigint | undefined>();
  answered.set(plan, known);
  const key = formatPrefix(segment);
  if (!known.has(key)) known.set(key, lastFree(plan, segment));
  return known.get(key);
}

function lastFree(plan: Plan, segment: Prefix): bigint | undefined {
  const texts = new Set([
    ...(plan.hosts ?? []).flatMap((host) => host.addresses.map((text) => text.replace(/\/\d+$/, ''))),
    ...(plan.clusters ?? []).flatMap((c) => (c.nodes.list ?? []).flatMap((node) => node.addresses ?? [])),
  ]);
  const taken = new Set(
    [...texts].flatMap((text) => {
      const address = parseAddress(text);
      return address && contains(segment, address) ? [address.value] : [];
    }),
  );
  const { first, last } = usableRange(segment);
  for (let value = last; value > first && value > last - 1000n; value--) if (!taken.has(value)) return value;
  return undefined;
}

/** The nearest mask that fits its range. */
function fittingMask(plan: Plan, { entities, ranges, facts }: Finding): Repair[] {
  const cluster = clusterOf(plan, entities[0]);
  const range = ranges[0]?.prefix;
  const cidrs = cluster?.pods?.cidrs ?? [];
  const index = range ? cidrs.indexOf(formatPrefix(range)) : -1;
  if (!cluster || !range || index < 0) return [];
  const bits = range.family === 4 ? 32 : 128;
  const mask = Number(facts.bits) < 0 ? Math.min(range.length + 8, bits - 2) : range.length + 16;
  const masks = cidrs.map((text, i) => cluster.pods?.nodeMask?.[i] ?? (text.includes(':') ? 64 : 24));
  const edit = setInCluster(cluster, ['pods', 'nodeMask'], masks.with(index, mask));
  return [
    { title: `Give each node of ${nameOf(cluster)} a /${mask} of ${formatPrefix(range)}`, edits: [edit] },
  ];
}

/** The MTU of a cluster's node network, lowered by what is too much. */
function lowerMtu(plan: Plan, { entities, facts }: Finding): Repair[] {
  const cluster = clusterOf(plan, entities[0]);
  const excess = Number(facts.mtu) - Number(facts.room);
  const mtu = (cluster?.mtu ?? 1500) - excess;
  if (!cluster || !(excess > 0) || mtu < 1280) return [];
  return [
    {
      title: `Lower the MTU of ${nameOf(cluster)} to ${mtu}`,
      edits: [setInCluster(cluster, ['mtu'], mtu)],
    },
  ];
}
