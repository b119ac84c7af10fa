import { type Address, addressKey, type Family, parseAddress } from '../address/address.ts';
import {
  contains,
  formatPrefix,
  mustInterfaceAddress,
  mustPrefix,
  type Prefix,
  usableRange,
} from '../address/prefix.ts';
import type { Cluster, Host } from '../plan/plan.ts';
import type { Neighbourhood } from './neighbourhoods.ts';
import type { AddressProblem } from './network.ts';

/** A segment while its addresses are being dealt. */
export interface SegmentDraft {
  readonly id: string;
  readonly prefix: Prefix;
  /** Router id of the plan. */
  readonly router: string | undefined;
  gateway: Address | undefined;
  mtu: number;
  readonly entities: string[];
  /** Addresses that nobody else may be dealt: explicit ones, and those dealt so far. */
  readonly taken: Set<bigint>;
  /** Offset into the usable addresses from which dealing goes on. */
  next: bigint;
}

/** What dealing works on: those who take part, and the segments and problems found so far. */
export interface Draft extends Neighbourhood {
  readonly segments: Map<string, SegmentDraft>;
  readonly problems: AddressProblem[];
}

const DEFAULT_MTU = 1500;

/** The segment id of a CIDR on a router, or of a CIDR that hangs on no router (its owner's alone). */
export const segmentId = (router: string | undefined, owner: string, prefix: Prefix): string =>
  `${router ?? `${owner} alone`} ${formatPrefix(prefix)}`;

/** The ids of the segments that a cluster's nodes or a host are on (A1). */
export const segmentIdsOf = (entity: Cluster | Host): string[] =>
  'nodes' in entity
    ? entity.nodes.cidrs.map((cidr) => segmentId(entity.router, entity.id, mustPrefix(cidr)))
    : entity.addresses.map((text) => segmentId(entity.router, entity.id, mustInterfaceAddress(text).prefix));

/** Makes the segments of A1 with their explicit addresses reserved (A7) and their gateways chosen (A2). */
export function draftSegments({ clusters, hosts }: Neighbourhood): Draft {
  const draft: Draft = { clusters, hosts, segments: new Map(), problems: [] };
  for (const cluster of clusters) {
    for (const cidr of cluster.nodes.cidrs) {
      const segment = openSegment(draft, cluster.router, cluster.id, mustPrefix(cidr));
      segment.mtu = Math.min(segment.mtu, cluster.mtu ?? DEFAULT_MTU);
    }
  }
  for (const host of hosts) {
    for (const text of host.addresses) {
      const { address, prefix } = mustInterfaceAddress(text);
      openSegment(draft, host.router, host.id, prefix).taken.add(address.value);
    }
  }
  for (const cluster of clusters) reserveExplicit(draft, cluster);
  for (const segment of draft.segments.values()) {
    if (segment.mtu === Number.POSITIVE_INFINITY) segment.mtu = DEFAULT_MTU;
    chooseGateway(segment);
  }
  return draft;
}

/** The segments of a cluster's node CIDRs of one family, in the plan's order. */
export function clusterSegments(draft: Draft, cluster: Cluster, family: Family): SegmentDraft[] {
  return cluster.nodes.cidrs
    .map(mustPrefix)
    .filter((prefix) => prefix.family === family)
    .map((prefix) => openSegment(draft, cluster.router, cluster.id, prefix));
}

/** Takes the next free address of the segment from `next` on; undefined when it is full. */
export function dealAddress(segment: SegmentDraft): Address | undefined {
  const { first, last } = usableRange(segment.prefix);
  for (let value = first + segment.next; value <= last; value++) {
    if (segment.taken.has(value)) continue;
    segment.taken.add(value);
    segment.next = value - first + 1n;
    return { family: segment.prefix.family, value };
  }
  segment.next = last - first + 1n;
  return undefined;
}

function openSegment(draft: Draft, router: string | undefined, owner: string, prefix: Prefix): SegmentDraft {
  const id = segmentId(router, owner, prefix);
  let segment = draft.segments.get(id);
  if (!segment) {
    // Nodes follow from the second usable address (A2), also where no router takes the first.
    segment = {
      id,
      prefix,
      router,
      gateway: undefined,
      mtu: Number.POSITIVE_INFINITY,
      entities: [],
      taken: new Set(),
      next: 1n,
    };
    draft.segments.set(id, segment);
  }
  if (!segment.entities.includes(owner)) segment.entities.push(owner);
  return segment;
}

function reserveExplicit(draft: Draft, cluster: Cluster): void {
  const segments = cluster.nodes.cidrs.map((cidr) =>
    openSegment(draft, cluster.router, cluster.id, mustPrefix(cidr)),
  );
  const native = cluster.network?.mode === 'native';
  const texts = [
    ...(cluster.nodes.list ?? []).flatMap((node) => node.addresses ?? []),
    ...(native
      ? (cluster.workloads ?? []).flatMap((w) => (w.pods ?? []).flatMap((pod) => pod.addresses ?? []))
      : []),
  ];
  for (const text of texts) {
    const address = parseAddress(text);
    if (!address) continue;
    for (const segment of segments) if (contains(segment.prefix, address)) segment.taken.add(address.value);
  }
}

function chooseGateway(segment: SegmentDraft): void {
  if (segment.router === undefined) return;
  const { first, last } = usableRange(segment.prefix);
  for (let value = first; value <= last; value++) {
    if (segment.taken.has(value)) continue;
    segment.gateway = { family: segment.prefix.family, value };
    segment.taken.add(value);
    return;
  }
}

/** A set of addresses by value, over both families. */
export class AddressSet {
  readonly #keys = new Set<string>();
  add(address: Address): void {
    this.#keys.add(addressKey(address));
  }
  has(address: Address): boolean {
    return this.#keys.has(addressKey(address));
  }
}
