import { type Address, type Family, mustAddress } from '../address/address.ts';
import { contains, mustPrefix, type Prefix, usableRange } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import { AddressSet, type Draft, type SegmentDraft } from './draft.ts';
import type { NodeDraft } from './nodes.ts';

/** A pod placed (A4) and addressed (A3, A5). */
export interface PodDraft {
  readonly id: string;
  readonly workload: string;
  readonly ordinal: number;
  readonly node: NodeDraft;
  readonly addresses: readonly Address[];
  readonly port: number | undefined;
}

export const podId = (cluster: string, workload: string, ordinal: number): string =>
  `pod:${cluster}/${workload}-${ordinal}`;

/** Places the replicas on the nodes in turn (A4) and gives each pod its addresses. Explicit ones are reserved first (A7). */
export function draftPods(draft: Draft, cluster: Cluster, nodes: readonly NodeDraft[]): PodDraft[] {
  const reserved = new AddressSet();
  for (const workload of cluster.workloads ?? []) {
    for (const pod of workload.pods ?? [])
      for (const text of pod.addresses ?? []) reserved.add(mustAddress(text));
  }
  const native = cluster.network?.mode === 'native';
  const deal = native ? nativeDealer(cluster, nodes) : prefixDealer(reserved);
  const missing = new Map<NodeDraft, number>();
  const pods: PodDraft[] = [];
  let turn = 0;
  for (const workload of cluster.workloads ?? []) {
    const overrides = new Map((workload.pods ?? []).map((pod) => [pod.ordinal, pod]));
    for (let ordinal = 0; ordinal < (workload.replicas ?? 1); ordinal++) {
      const override = overrides.get(ordinal);
      const node = nodes[override?.node ?? turn % Math.max(1, nodes.length)];
      turn++;
      if (!node) continue;
      const id = podId(cluster.id, workload.name, ordinal);
      const explicit = override?.addresses?.map(mustAddress);
      if (explicit) reportOutside(draft, cluster, id, node, explicit);
      const addresses =
        explicit ??
        ([4, 6] as const).flatMap(
          (family) => deal(node, family, () => missing.set(node, (missing.get(node) ?? 0) + 1)) ?? [],
        );
      pods.push({ id, workload: workload.name, ordinal, node, addresses, port: workload.port });
    }
  }
  for (const [node, number] of missing) {
    draft.problems.push({
      rule: native ? 'node-network-too-small' : 'pods-exceed-node-prefix',
      entity: cluster.id,
      subject: node.id,
      missing: number,
    });
  }
  return pods;
}

type Dealer = (node: NodeDraft, family: Family, onMissing: () => void) => Address | undefined;

/** A3: the node's own end comes first, pods follow, from the first of the node's prefixes with room. */
function prefixDealer(reserved: AddressSet): Dealer {
  const next = new Map<Prefix, bigint>();
  return (node, family, onMissing) => {
    const prefixes = node.podPrefixes.filter((p) => p.family === family);
    for (const prefix of prefixes) {
      const { first, last } = usableRange(prefix);
      for (let value = next.get(prefix) ?? first + 1n; value <= last; value++) {
        next.set(prefix, value + 1n);
        if (!reserved.has({ family, value })) return { family, value };
      }
    }
    if (prefixes.length > 0) onMissing();
    return undefined;
  };
}

/** A5: addresses of the node's segment, or of the part named by `pods.cidrs`, after the last node. */
function nativeDealer(cluster: Cluster, nodes: readonly NodeDraft[]): Dealer {
  const parts = cluster.pods?.cidrs.map(mustPrefix);
  const next = new Map<SegmentDraft, Map<Prefix, bigint>>();
  const lastNodes = new Map<SegmentDraft, bigint>();
  for (const { address, segment } of nodes.flatMap((n) => n.addresses))
    if (address.value > (lastNodes.get(segment) ?? segment.prefix.value))
      lastNodes.set(segment, address.value);
  return (node, family, onMissing) => {
    const segment = node.addresses.find((a) => a.address.family === family)?.segment;
    if (!segment) return undefined;
    const ranges = parts
      ? parts.filter((p) => contains(segment.prefix, p) && p.length >= segment.prefix.length)
      : [segment.prefix];
    const positions = next.get(segment) ?? new Map<Prefix, bigint>();
    next.set(segment, positions);
    const floor = lastNodes.get(segment) ?? segment.prefix.value;
    for (const range of ranges) {
      const { first, last } = usableRange(range);
      const start = floor >= first && floor <= last ? floor + 1n : first;
      for (let value = positions.get(range) ?? start; value <= last; value++) {
        positions.set(range, value + 1n);
        if (segment.taken.has(value)) continue;
        segment.taken.add(value);
        return { family, value };
      }
    }
    onMissing();
    return undefined;
  };
}

function reportOutside(
  draft: Draft,
  cluster: Cluster,
  subject: string,
  node: NodeDraft,
  addresses: readonly Address[],
): void {
  const native = cluster.network?.mode === 'native';
  for (const address of addresses) {
    const homes = native ? node.addresses.map((a) => a.segment.prefix) : node.podPrefixes;
    if (!homes.some((prefix) => contains(prefix, address)))
      draft.problems.push({ rule: 'address-outside-segment', entity: cluster.id, subject, address });
  }
}
