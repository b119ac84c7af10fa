import {
  type Address,
  addressBits,
  type Cluster,
  contains,
  covers,
  type Family,
  mustAddress,
  mustInterfaceAddress,
  mustPrefix,
  type Plan,
  type Prefix,
  samePrefix,
  usableRange,
} from '#core';
import {
  FAMILIES,
  type OracleCluster,
  type OracleNode,
  type OraclePod,
  type OracleService,
  type Segment,
} from './model.ts';

/** A1, A2, A7: every segment with what is explicitly taken on it, and its gateway. */
export function findSegments(plan: Plan): Segment[] {
  const segments: Segment[] = [];
  for (const cluster of plan.clusters ?? [])
    for (const cidr of cluster.nodes.cidrs) {
      const segment = segmentOf(segments, cluster.router, cluster.id, mustPrefix(cidr));
      segment.mtu = Math.min(segment.mtu, cluster.mtu ?? 1500);
    }
  for (const host of plan.hosts ?? [])
    for (const text of host.addresses) {
      const { address, prefix } = mustInterfaceAddress(text);
      segmentOf(segments, host.router, host.id, prefix).taken.add(address.value);
    }
  for (const cluster of plan.clusters ?? []) {
    const explicit = (cluster.nodes.list ?? []).flatMap((node) => node.addresses ?? []);
    if (cluster.network?.mode === 'native')
      explicit.push(
        ...(cluster.workloads ?? []).flatMap((w) => (w.pods ?? []).flatMap((p) => p.addresses ?? [])),
      );
    for (const address of explicit.map(mustAddress))
      for (const segment of segmentsOfCluster(segments, cluster, address.family))
        if (contains(segment.prefix, address)) segment.taken.add(address.value);
  }
  for (const segment of segments) {
    if (segment.mtu === Number.POSITIVE_INFINITY) segment.mtu = 1500;
    if (segment.router !== undefined) segment.gateway = firstFree(segment, usableRange(segment.prefix).first);
  }
  return segments;
}

function segmentOf(segments: Segment[], router: string | undefined, owner: string, prefix: Prefix): Segment {
  const known = segments.find(
    (s) => samePrefix(s.prefix, prefix) && s.router === router && (router !== undefined || s.owner === owner),
  );
  if (known) return known;
  const made: Segment = {
    wire: `s${segments.length}`,
    router,
    owner,
    prefix,
    mtu: Number.POSITIVE_INFINITY,
    gateway: undefined,
    taken: new Set(),
  };
  segments.push(made);
  return made;
}

export function segmentsOfCluster(segments: readonly Segment[], cluster: Cluster, family: Family): Segment[] {
  return cluster.nodes.cidrs
    .map(mustPrefix)
    .filter((p) => p.family === family)
    .flatMap(
      (p) =>
        segments.find(
          (s) =>
            samePrefix(s.prefix, p) &&
            s.router === cluster.router &&
            (cluster.router !== undefined || s.owner === cluster.id),
        ) ?? [],
    );
}

/** Takes the first free usable address from `from` on. */
function firstFree(segment: Segment, from: bigint): Address | undefined {
  const { last } = usableRange(segment.prefix);
  for (let value = from; value <= last; value++) {
    if (segment.taken.has(value)) continue;
    segment.taken.add(value);
    return { family: segment.prefix.family, value };
  }
  return undefined;
}

/** A2, A3: the nodes of every cluster. Nodes of all clusters are dealt before any native pod. */
export function dealClusters(plan: Plan, segments: Segment[]): OracleCluster[] {
  const clusters = plan.clusters ?? [];
  const nodes = clusters.map((cluster) => dealNodes(cluster, segments));
  return clusters.map((cluster, i) => {
    const own = nodes[i] ?? [];
    const pods = dealPods(cluster, own);
    return { plan: cluster, nodes: own, pods, services: dealServices(cluster, pods) };
  });
}

function dealNodes(cluster: Cluster, segments: readonly Segment[]): OracleNode[] {
  const count = cluster.nodes.list?.length ?? cluster.nodes.count ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const entry = cluster.nodes.list?.[index];
    const addresses = entry?.addresses
      ? entry.addresses.map(mustAddress).flatMap((address) => {
          const homes = segmentsOfCluster(segments, cluster, address.family);
          const segment = homes.find((s) => contains(s.prefix, address)) ?? homes[0];
          return segment ? [{ address, segment }] : [];
        })
      : FAMILIES.flatMap((family) => {
          const homes = segmentsOfCluster(segments, cluster, family);
          const segment = homes[index % Math.max(homes.length, 1)];
          const address = segment && firstFree(segment, usableRange(segment.prefix).first + 1n);
          return segment && address ? [{ address, segment }] : [];
        });
    return {
      id: `node:${cluster.id}/${index}`,
      name: entry?.name ?? `${cluster.id}-${index}`,
      index,
      addresses,
      podPrefixes: podPrefixes(cluster, index),
    };
  });
}

function podPrefixes(cluster: Cluster, index: number): Prefix[] {
  if (cluster.network?.mode === 'native') return [];
  const explicit = cluster.nodes.list?.[index]?.podCidrs;
  if (explicit) return explicit.map(mustPrefix);
  return (cluster.pods?.cidrs ?? []).flatMap((text, i) => {
    const range = mustPrefix(text);
    const mask = cluster.pods?.nodeMask?.[i] ?? (range.family === 4 ? 24 : 64);
    const step = 1n << BigInt(addressBits(range.family) - mask);
    const prefix = { family: range.family, value: range.value + step * BigInt(index), length: mask };
    return covers(range, prefix) ? [prefix] : [];
  });
}

/** A3: the node's own end of a pod prefix. */
export const nodeEnd = (prefix: Prefix): Address => ({
  family: prefix.family,
  value: usableRange(prefix).first,
});

function dealPods(cluster: Cluster, nodes: readonly OracleNode[]): OraclePod[] {
  const overrides = (cluster.workloads ?? []).flatMap((w) => w.pods ?? []);
  const taken = new Set(overrides.flatMap((p) => p.addresses ?? []).map((text) => keyOf(mustAddress(text))));
  const pods: OraclePod[] = [];
  let turn = 0;
  for (const workload of cluster.workloads ?? [])
    for (let ordinal = 0; ordinal < (workload.replicas ?? 1); ordinal++) {
      const override = workload.pods?.find((p) => p.ordinal === ordinal);
      const node = nodes[override?.node ?? turn % Math.max(nodes.length, 1)];
      turn += 1;
      if (!node) continue;
      const addresses =
        override?.addresses?.map(mustAddress) ??
        FAMILIES.flatMap((family) =>
          cluster.network?.mode === 'native'
            ? (nativeAddress(cluster, nodes, node, family) ?? [])
            : (prefixAddress(node, family, taken) ?? []),
        );
      pods.push({
        id: `pod:${cluster.id}/${workload.name}-${ordinal}`,
        workload: workload.name,
        ordinal,
        node,
        addresses,
        port: workload.port,
      });
    }
  return pods;
}

const keyOf = (a: Address): string => `${a.family}/${a.value}`;

function prefixAddress(node: OracleNode, family: Family, taken: Set<string>): Address | undefined {
  for (const prefix of node.podPrefixes.filter((p) => p.family === family)) {
    const { first, last } = usableRange(prefix);
    for (let value = first + 1n; value <= last; value++) {
      const address = { family, value };
      if (taken.has(keyOf(address))) continue;
      taken.add(keyOf(address));
      return address;
    }
  }
  return undefined;
}

/** A5: after the last node of the cluster on that segment, in `pods.cidrs` where that names a part of it. */
function nativeAddress(
  cluster: Cluster,
  nodes: readonly OracleNode[],
  node: OracleNode,
  family: Family,
): Address | undefined {
  const segment = node.addresses.find((a) => a.address.family === family)?.segment;
  if (!segment) return undefined;
  const lastNode =
    nodes
      .flatMap((n) => n.addresses)
      .filter((a) => a.segment === segment)
      .map((a) => a.address.value)
      .sort((a, b) => (a < b ? 1 : -1))[0] ?? 0n;
  const parts = cluster.pods
    ? cluster.pods.cidrs.map(mustPrefix).filter((p) => covers(segment.prefix, p))
    : [segment.prefix];
  for (const part of parts) {
    const { first, last } = usableRange(part);
    const start = lastNode >= first && lastNode <= last ? lastNode + 1n : first;
    for (let value = start; value <= last; value++) {
      if (segment.taken.has(value)) continue;
      segment.taken.add(value);
      return { family, value };
    }
  }
  return undefined;
}

function dealServices(cluster: Cluster, pods: readonly OraclePod[]): OracleService[] {
  const ranges = (cluster.services?.cidrs ?? []).map(mustPrefix);
  const taken = new Set(
    (cluster.expose ?? []).flatMap((e) => e.clusterIPs ?? []).map((t) => keyOf(mustAddress(t))),
  );
  return (cluster.expose ?? []).map((expose) => {
    const workload = cluster.workloads?.find((w) => w.name === expose.workload);
    const addresses =
      expose.clusterIPs?.map(mustAddress) ??
      FAMILIES.flatMap(
        (family) =>
          firstVip(
            ranges.filter((r) => r.family === family),
            taken,
          ) ?? [],
      );
    return {
      id: `service:${cluster.id}/${expose.name}`,
      addresses,
      port: expose.port ?? workload?.port,
      targetPort: workload?.port ?? expose.port,
      pods: pods.filter((p) => p.workload === expose.workload),
    };
  });
}

function firstVip(ranges: readonly Prefix[], taken: Set<string>): Address | undefined {
  for (const range of ranges)
    for (let value = range.value + 11n; value <= usableRange(range).last; value++) {
      const address = { family: range.family, value };
      if (taken.has(keyOf(address))) continue;
      taken.add(keyOf(address));
      return address;
    }
  return undefined;
}
