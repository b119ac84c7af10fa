import type { Address, Family } from '../address/address.ts';
import { contains, hostPrefix, mustPrefix, type Prefix } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import type { SegmentDraft } from './draft.ts';
import {
  overlayEncapsulation,
  POD_INTERFACE,
  PODS_INTERFACE,
  segmentInterface,
  TUNNEL_INTERFACE,
} from './interfaces.ts';
import type { Route, RouteAction, RouteSource } from './network.ts';
import { type NodeDraft, nodeEnd } from './nodes.ts';
import type { PodDraft } from './pods.ts';

export const DEFAULT_PREFIX: Record<Family, Prefix> = {
  4: { family: 4, value: 0n, length: 0 },
  6: { family: 6, value: 0n, length: 0 },
};

export const route = (
  prefix: Prefix,
  source: RouteSource,
  action: RouteAction,
  because: string,
  pathLength = 0,
): Route => ({
  prefix,
  source,
  action,
  pathLength,
  because,
});

/** The segments that a device is on, each once, in order. */
export const segmentsOf = (addresses: readonly { segment: SegmentDraft }[]): SegmentDraft[] => [
  ...new Set(addresses.map((a) => a.segment)),
];

/** Connected routes to a device's segments, and the default by the first gateway of each family. */
export function segmentRoutes(addresses: readonly { segment: SegmentDraft }[], rule: string): Route[] {
  const segments = segmentsOf(addresses);
  const connected = segments.map((s) =>
    route(
      s.prefix,
      'connected',
      { kind: 'connected', interface: segmentInterface(s) },
      `${rule} own segment`,
    ),
  );
  const defaults = ([4, 6] as const).flatMap((family) => {
    const segment = segments.find((s) => s.prefix.family === family && s.gateway);
    return segment?.gateway
      ? [
          route(
            DEFAULT_PREFIX[family],
            'static',
            { kind: 'via', interface: segmentInterface(segment), gateway: segment.gateway },
            `${rule} default via router ${segment.router}`,
          ),
        ]
      : [];
  });
  return [...connected, ...defaults];
}

/** R1: a pod knows one way, its node. */
export function podRoutes(pod: PodDraft): Route[] {
  const families = new Set(pod.addresses.map((a) => a.family));
  return [...families].flatMap((family) => {
    const end = pod.node.podPrefixes.find((prefix) => prefix.family === family);
    const gateway = end ? nodeEnd(end) : pod.node.addresses.find((a) => a.address.family === family)?.address;
    return gateway
      ? [
          route(
            DEFAULT_PREFIX[family],
            'static',
            { kind: 'via', interface: POD_INTERFACE, gateway },
            `R1 default via ${pod.node.id}`,
          ),
        ]
      : [];
  });
}

/** R2: a node's table, and the range of S5 where the service proxy lays it. */
export function nodeRoutes(
  cluster: Cluster,
  node: NodeDraft,
  nodes: readonly NodeDraft[],
  pods: readonly PodDraft[],
): Route[] {
  const routes = segmentRoutes(node.addresses, 'R2');
  for (const prefix of node.podPrefixes) {
    routes.push(route(prefix, 'connected', { kind: 'connected', interface: PODS_INTERFACE }, 'R2 own pods'));
  }
  for (const pod of pods) {
    if (pod.node !== node) continue;
    for (const address of pod.addresses) {
      if (!node.podPrefixes.some((prefix) => contains(prefix, address)))
        routes.push(
          route(
            hostPrefix(address),
            'connected',
            { kind: 'pod', interface: PODS_INTERFACE, pod: pod.id },
            `A5 own pod ${pod.id}`,
          ),
        );
    }
  }
  for (const other of nodes) {
    if (other === node) continue;
    for (const prefix of other.podPrefixes) routes.push(...routesToNode(cluster, node, other, prefix));
  }
  const proxy = cluster.serviceProxy ?? 'any';
  if (proxy === 'routed' || proxy === 'any') {
    for (const text of cluster.services?.cidrs ?? []) {
      routes.push(
        route(
          mustPrefix(text),
          'static',
          { kind: 'service-range', cluster: cluster.id },
          `${proxy === 'any' ? 'S6' : 'S5'} service range of ${cluster.id}`,
        ),
      );
    }
  }
  return routes;
}

function routesToNode(cluster: Cluster, node: NodeDraft, other: NodeDraft, prefix: Prefix): Route[] {
  const mode = cluster.network?.mode ?? 'routed';
  if (mode === 'overlay') {
    const outer = outerAddress(node, other);
    return outer && overlayEncapsulation(cluster)
      ? [
          route(
            prefix,
            'static',
            { kind: 'tunnel', interface: TUNNEL_INTERFACE, node: other.id, outer },
            `R2 tunnel to ${other.id}`,
          ),
        ]
      : [];
  }
  if (mode !== 'bgp') return [];
  const shared = other.addresses.find(
    (a) => a.address.family === prefix.family && node.addresses.some((own) => own.segment === a.segment),
  );
  if (shared) {
    return [
      route(
        prefix,
        'bgp',
        { kind: 'via', interface: segmentInterface(shared.segment), gateway: shared.address },
        `R2 BGP from ${other.id}`,
      ),
    ];
  }
  const reachable = other.addresses.some((a) => a.address.family === prefix.family);
  const home = segmentsOf(node.addresses).find((s) => s.prefix.family === prefix.family && s.gateway);
  return reachable && home?.gateway
    ? [
        route(
          prefix,
          'bgp',
          { kind: 'via', interface: segmentInterface(home), gateway: home.gateway },
          `R2 BGP from ${other.id}, through router ${home.router}`,
        ),
      ]
    : [];
}

/** E1: the other node's address that tunnels go to: IPv4 where both have it. */
function outerAddress(node: NodeDraft, other: NodeDraft): Address | undefined {
  for (const family of [4, 6] as const) {
    const to = other.addresses.find((a) => a.address.family === family);
    if (to && node.addresses.some((a) => a.address.family === family)) return to.address;
  }
  return undefined;
}

/** The pod CIDRs of a cluster wherever a rule asks for them (A8). */
export function podCidrs(cluster: Cluster): Prefix[] {
  if (cluster.pods) return cluster.pods.cidrs.map(mustPrefix);
  if (cluster.network?.mode === 'native') return cluster.nodes.cidrs.map(mustPrefix);
  return (cluster.nodes.list ?? []).flatMap((node) => (node.podCidrs ?? []).map(mustPrefix));
}
