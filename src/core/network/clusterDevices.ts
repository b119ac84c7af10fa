import type { Address } from '../address/address.ts';
import { mustPrefix } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import { plainDevice } from './device.ts';
import { sortRoutes } from './fib.ts';
import { nodeInterfaces, overlayEncapsulation, podInterfaces, vipsOf } from './interfaces.ts';
import type { CompiledCluster, CompiledService, Device, Route } from './network.ts';
import { nodeRoutes, podCidrs, podRoutes } from './nodeRoutes.ts';
import type { NodeDraft } from './nodes.ts';
import type { PodDraft } from './pods.ts';

/** A cluster's devices, nodes before pods. */
export function clusterDevices(
  cluster: Cluster,
  nodes: readonly NodeDraft[],
  pods: readonly PodDraft[],
  services: readonly CompiledService[],
): Device[] {
  const vips = vipsOf(services);
  return [
    ...nodes.map((node) => nodeDevice(cluster, node, nodes, pods, vips)),
    ...pods.map((pod) => podDevice(cluster, pod)),
  ];
}

function nodeDevice(
  cluster: Cluster,
  node: NodeDraft,
  nodes: readonly NodeDraft[],
  pods: readonly PodDraft[],
  vips: readonly Address[],
): Device {
  const proxy = cluster.serviceProxy ?? 'any';
  const gateway =
    cluster.network?.mode === 'overlay' &&
    cluster.network.gateway &&
    (cluster.network.gateway.node ?? 0) === node.index
      ? { snat: cluster.network.gateway.snat ?? true }
      : undefined;
  let routes: Route[] | undefined;
  return {
    ...plainDevice(node.id, 'node', cluster.id, node.name),
    interfaces: nodeInterfaces(cluster, node, vips),
    // Each node of a BGP or overlay cluster knows all others: of thousands, only the tables that are asked for are made.
    get routes() {
      routes ??= sortRoutes(nodeRoutes(cluster, node, nodes, pods));
      return routes;
    },
    reversePathFilter: cluster.reversePathFilter ?? 'off',
    dropsInvalid: proxy === 'iptables' || proxy === 'any',
    node: { cluster: cluster.id, index: node.index, name: node.name, podPrefixes: node.podPrefixes, gateway },
    listens: 'all',
  };
}

function podDevice(cluster: Cluster, pod: PodDraft): Device {
  return {
    ...plainDevice(pod.id, 'pod', cluster.id, `${pod.workload}-${pod.ordinal}`),
    interfaces: podInterfaces(cluster, pod),
    routes: podRoutes(pod),
    pod: { cluster: cluster.id, workload: pod.workload, ordinal: pod.ordinal, node: pod.node.id },
    listens: pod.port === undefined ? [] : [pod.port],
  };
}

/** What the walk and the findings ask of a cluster itself. */
export function compiledCluster(
  cluster: Cluster,
  nodes: readonly NodeDraft[],
  pods: readonly PodDraft[],
  services: readonly CompiledService[],
): CompiledCluster {
  const masquerade = cluster.masquerade ?? 'none';
  return {
    id: cluster.id,
    mode: cluster.network?.mode ?? 'routed',
    encapsulation: overlayEncapsulation(cluster),
    router: cluster.router,
    nodes: nodes.map((n) => n.id),
    pods: pods.map((p) => p.id),
    nodePrefixes: cluster.nodes.cidrs.map(mustPrefix),
    podPrefixes: podCidrs(cluster),
    servicePrefixes: (cluster.services?.cidrs ?? []).map(mustPrefix),
    advertisesServices: cluster.services?.advertise ?? false,
    serviceProxy: cluster.serviceProxy ?? 'any',
    masquerade:
      masquerade === 'none'
        ? 'none'
        : { except: masquerade === 'outside-pods' ? [] : masquerade.except.map(mustPrefix) },
    services,
  };
}

/** A5: node id → addresses of its pods that it answers for on its segments, in a native cluster. */
export function proxiedAddresses(cluster: Cluster, pods: readonly PodDraft[]): Map<string, Address[]> {
  const proxied = new Map<string, Address[]>();
  if (cluster.network?.mode !== 'native') return proxied;
  for (const pod of pods) {
    const known = proxied.get(pod.node.id);
    if (known) known.push(...pod.addresses);
    else proxied.set(pod.node.id, [...pod.addresses]);
  }
  return proxied;
}
