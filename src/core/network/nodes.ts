import { type Address, addressBits, type Family, mustAddress } from '../address/address.ts';
import { contains, mustPrefix, type Prefix, usableRange } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import { clusterSegments, type Draft, dealAddress, type SegmentDraft } from './draft.ts';

/** A node with its addresses dealt (A2) and its pod prefixes (A3). */
export interface NodeDraft {
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly addresses: readonly { readonly address: Address; readonly segment: SegmentDraft }[];
  readonly podPrefixes: readonly Prefix[];
}

/** How many nodes the cluster has. */
export const nodeCount = (cluster: Cluster): number => cluster.nodes.list?.length ?? cluster.nodes.count ?? 0;

export const nodeId = (cluster: string, index: number): string => `node:${cluster}/${index}`;

/** Deals the nodes of a cluster over its segments (A2) and the pod prefixes over the nodes (A3). */
export function draftNodes(draft: Draft, cluster: Cluster): NodeDraft[] {
  const nodes: NodeDraft[] = [];
  const count = nodeCount(cluster);
  const missing = new Map<SegmentDraft, number>();
  const segments = { 4: clusterSegments(draft, cluster, 4), 6: clusterSegments(draft, cluster, 6) };
  const ranges = (cluster.pods?.cidrs ?? []).map(mustPrefix);
  for (let index = 0; index < count; index++) {
    const entry = cluster.nodes.list?.[index];
    const addresses = entry?.addresses
      ? explicitAddresses(
          draft,
          cluster,
          nodeId(cluster.id, index),
          entry.addresses.map(mustAddress),
          segments,
        )
      : dealtAddresses(segments, index, missing);
    const podPrefixes = nodePodPrefixes(cluster, index, ranges);
    nodes.push({
      id: nodeId(cluster.id, index),
      index,
      name: entry?.name ?? `${cluster.id}-${index}`,
      addresses,
      podPrefixes,
    });
  }
  for (const [segment, number] of missing) {
    draft.problems.push({
      rule: 'node-network-too-small',
      entity: cluster.id,
      subject: cluster.id,
      prefix: segment.prefix,
      missing: number,
    });
  }
  reportPodRangeTooSmall(draft, cluster, count);
  return nodes;
}

/** The node's own end of a pod prefix, and its tunnel address in an overlay: the first usable address (A3). */
export const nodeEnd = (prefix: Prefix): Address => ({
  family: prefix.family,
  value: usableRange(prefix).first,
});

/** The prefix length that each node gets of the i-th pod CIDR. */
export function nodeMask(cluster: Cluster, i: number, family: Family): number {
  return cluster.pods?.nodeMask?.[i] ?? (family === 4 ? 24 : 64);
}

function nodePodPrefixes(cluster: Cluster, index: number, ranges: readonly Prefix[]): Prefix[] {
  if (cluster.network?.mode === 'native') return [];
  const explicit = cluster.nodes.list?.[index]?.podCidrs;
  if (explicit) return explicit.map(mustPrefix);
  return ranges.flatMap((range, i) => kthPrefix(range, nodeMask(cluster, i, range.family), index) ?? []);
}

/** The k-th prefix of that length in a range; undefined when the range has none. */
export function kthPrefix(range: Prefix, length: number, k: number): Prefix | undefined {
  if (length < range.length || length > addressBits(range.family)) return undefined;
  if (BigInt(k) >= 1n << BigInt(length - range.length)) return undefined;
  const size = 1n << BigInt(addressBits(range.family) - length);
  return { family: range.family, value: range.value + size * BigInt(k), length };
}

type Segments = Readonly<Record<Family, readonly SegmentDraft[]>>;

function explicitAddresses(
  draft: Draft,
  cluster: Cluster,
  subject: string,
  addresses: readonly Address[],
  of: Segments,
) {
  return addresses.flatMap((address) => {
    const segments = of[address.family];
    const segment = segments.find((s) => contains(s.prefix, address));
    if (!segment)
      draft.problems.push({ rule: 'address-outside-segment', entity: cluster.id, subject, address });
    const home = segment ?? segments[0];
    return home ? [{ address, segment: home }] : [];
  });
}

function dealtAddresses(of: Segments, index: number, missing: Map<SegmentDraft, number>) {
  return ([4, 6] as const).flatMap((family) => {
    const segments = of[family];
    const segment = segments[index % Math.max(1, segments.length)];
    if (!segment) return [];
    const address = dealAddress(segment);
    if (!address) missing.set(segment, (missing.get(segment) ?? 0) + 1);
    return address ? [{ address, segment }] : [];
  });
}

function reportPodRangeTooSmall(draft: Draft, cluster: Cluster, count: number): void {
  if (cluster.network?.mode === 'native') return;
  const implicit = cluster.nodes.list ? cluster.nodes.list.filter((n) => !n.podCidrs).length : count;
  if (implicit === 0) return;
  (cluster.pods?.cidrs ?? []).map(mustPrefix).forEach((range, i) => {
    const length = nodeMask(cluster, i, range.family);
    if (length < range.length) return; // node-mask-too-long speaks of it
    const room = 2 ** (length - range.length);
    if (count > room)
      draft.problems.push({
        rule: 'pod-range-too-small',
        entity: cluster.id,
        subject: cluster.id,
        prefix: range,
        missing: count - room,
      });
  });
}
