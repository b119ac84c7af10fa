import { type Address, parseAddress, sameAddress } from '../address/address.ts';
import { contains, mustPrefix } from '../address/prefix.ts';
import type { Cluster, Link, Router } from '../plan/plan.ts';
import type { Attached } from './attached.ts';
import type { SegmentDraft } from './draft.ts';
import { linkInterface, segmentInterface, transferAddresses } from './interfaces.ts';
import type { Route } from './network.ts';
import { DEFAULT_PREFIX, podCidrs, route } from './nodeRoutes.ts';
import type { NodeDraft } from './nodes.ts';

/** R3, R4, R7: what a router knows by itself; what it learns by BGP over links comes after (R5). */
export function routerRoutes(
  router: Router,
  { segments, links, clusters }: Attached,
  nodesOf: ReadonlyMap<string, readonly NodeDraft[]>,
): Route[] {
  return [
    ...segments.map((s) =>
      route(s.prefix, 'connected', { kind: 'connected', interface: segmentInterface(s) }, 'R3 own segment'),
    ),
    ...links.flatMap((link) =>
      (link.cidrs ?? []).map((cidr) =>
        route(
          mustPrefix(cidr),
          'connected',
          { kind: 'connected', interface: linkInterface(link.id) },
          `R3 transfer network of ${link.id}`,
        ),
      ),
    ),
    ...clusters.flatMap((cluster) => clusterRoutes(cluster, nodesOf.get(cluster.id) ?? [])),
    ...(router.routes ?? []).flatMap((entry) => planRoute(router, entry, segments, links)),
    ...links.flatMap((link) => linkRoutes(link, router.id)),
    ...(router.internet
      ? ([4, 6] as const).map((family) =>
          route(DEFAULT_PREFIX[family], 'static', { kind: 'internet' }, 'R3 internet'),
        )
      : []),
  ];
}

function clusterRoutes(cluster: Cluster, nodes: readonly NodeDraft[]): Route[] {
  const network = cluster.network ?? { mode: 'routed' };
  const routes: Route[] = [];
  if (network.mode === 'routed' || (network.mode === 'bgp' && network.advertiseToRouter)) {
    for (const node of nodes) {
      for (const prefix of node.podPrefixes) {
        const via = viaNode(node, prefix.family);
        if (via)
          routes.push(route(prefix, network.mode === 'bgp' ? 'bgp' : 'static', via, `R3 pods of ${node.id}`));
      }
    }
  }
  if (network.mode === 'overlay' && network.gateway) {
    const gateway = nodes[network.gateway.node ?? 0];
    for (const prefix of podCidrs(cluster)) {
      const via = gateway && viaNode(gateway, prefix.family);
      if (gateway && via) routes.push(route(prefix, 'static', via, `R3 overlay gateway ${gateway.id}`));
    }
  }
  if (cluster.services?.advertise) {
    const [first] = nodes;
    for (const prefix of cluster.services.cidrs.map(mustPrefix)) {
      const via = first && viaNode(first, prefix.family);
      if (first && via)
        routes.push(route(prefix, 'bgp', via, `R7 services of ${cluster.id} via ${first.id}`));
    }
  }
  return routes;
}

function viaNode(node: NodeDraft, family: 4 | 6) {
  const home = node.addresses.find((a) => a.address.family === family);
  return home && ({ kind: 'via', interface: segmentInterface(home.segment), gateway: home.address } as const);
}

/** A route typed into the plan. One through an address on no attached network is not laid: a kernel refuses it. */
function planRoute(
  router: Router,
  entry: { to: string; via: string },
  segments: readonly SegmentDraft[],
  links: readonly Link[],
): Route[] {
  const prefix = mustPrefix(entry.to);
  const because = `R3 route of ${router.id} to ${entry.to} via ${entry.via}`;
  if (entry.via === 'blackhole') return [route(prefix, 'static', { kind: 'blackhole' }, because)];
  const link = links.find((l) => l.id === entry.via);
  if (link)
    return [
      route(prefix, 'static', { kind: 'link', interface: linkInterface(link.id), link: link.id }, because),
    ];
  const gateway = parseAddress(entry.via);
  const through = gateway && nextHopInterface(router.id, gateway, segments, links);
  return gateway && through
    ? [route(prefix, 'static', { kind: 'via', interface: through, gateway }, because)]
    : [];
}

/** The interface whose own network holds the gateway, by longest prefix; undefined for none, or for the router's own address. */
export function nextHopInterface(
  router: string,
  gateway: Address,
  segments: readonly SegmentDraft[],
  links: readonly Link[],
): string | undefined {
  const candidates = [
    ...segments
      .filter((s) => contains(s.prefix, gateway))
      .map((s) => ({
        length: s.prefix.length,
        name: segmentInterface(s),
        own: s.gateway ? [s.gateway] : [],
      })),
    ...links.flatMap((link) =>
      (link.cidrs ?? [])
        .map(mustPrefix)
        .filter((prefix) => contains(prefix, gateway))
        .map((prefix) => ({
          length: prefix.length,
          name: linkInterface(link.id),
          own: transferAddresses(link, link.ends[0] === router ? 0 : 1),
        })),
    ),
  ].sort((a, b) => b.length - a.length);
  const [best] = candidates;
  return best && !best.own.some((address) => sameAddress(address, gateway)) ? best.name : undefined;
}

function linkRoutes(link: Link, router: string): Route[] {
  if (link.routing !== 'static') return [];
  const prefixes = link.prefixes?.[link.ends[0] === router ? 0 : 1] ?? [];
  return prefixes.map((text) =>
    route(
      mustPrefix(text),
      'static',
      { kind: 'link', interface: linkInterface(link.id), link: link.id },
      `R4 link ${link.id}`,
    ),
  );
}
