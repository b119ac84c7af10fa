import { type Address, parseAddress, sameAddress } from '../address/address.ts';
import { mustPrefix, type Prefix } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import type { Router } from '../plan/plan.ts';
import type { Attached, AttachedCluster } from './attached.ts';
import { segmentInterface } from './interfaces.ts';
import type { LinkEnd } from './linkEnds.ts';
import type { Route } from './network.ts';
import { DEFAULT_PREFIX, podCidrs, route } from './nodeRoutes.ts';
import type { NodeDraft } from './nodes.ts';

/** R3, R4, R7: what a router knows by itself; what it learns by BGP over links comes after (R5). */
export function routerRoutes(router: Router, attached: Attached): Route[] {
  const { segments, links, clusters } = attached;
  return [
    ...segments.map((s) =>
      route(s.prefix, 'connected', { kind: 'connected', interface: segmentInterface(s) }, 'R3 own segment'),
    ),
    ...links.flatMap(({ connected }) => connected),
    ...clusters.flatMap(clusterRoutes),
    ...planRoutes(router, attached),
    ...links.flatMap(({ listed }) => listed),
    ...(router.internet
      ? ([4, 6] as const).map((family) =>
          route(DEFAULT_PREFIX[family], 'static', { kind: 'internet' }, 'R3 internet'),
        )
      : []),
  ];
}

function clusterRoutes({ cluster, nodes }: AttachedCluster): Route[] {
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

/** Routes typed into the plan. One through an address on no attached network is not laid: a kernel refuses it. */
function planRoutes(router: Router, { segments, links }: Attached): Route[] {
  const { routes = [] } = router;
  if (routes.length === 0) return [];
  const byId = new Map(links.map((end) => [end.link.id, end]));
  let nextHop: NextHops | undefined;
  return routes.flatMap(({ to, via }) => {
    const prefix = mustPrefix(to);
    const because = `R3 route of ${router.id} to ${to} via ${via}`;
    if (via === 'blackhole') return [route(prefix, 'static', { kind: 'blackhole' }, because)];
    const end = byId.get(via);
    if (end) {
      const action = { kind: 'link', interface: end.interface.name, link: end.link.id } as const;
      return [route(prefix, 'static', action, because)];
    }
    const gateway = parseAddress(via);
    nextHop ??= nextHopsOf(segments, links);
    const through = gateway && nextHop(gateway);
    return gateway && through
      ? [route(prefix, 'static', { kind: 'via', interface: through, gateway }, because)]
      : [];
  });
}

type NextHops = (gateway: Address) => string | undefined;

/** The interface whose own network holds a gateway, by longest prefix; undefined for none, or for the router's own address. */
function nextHopsOf(segments: Attached['segments'], links: readonly LinkEnd[]): NextHops {
  const networks: { readonly prefix: Prefix; readonly name: string; readonly own: readonly Address[] }[] = [
    ...segments.map((s) => ({
      prefix: s.prefix,
      name: segmentInterface(s),
      own: s.gateway ? [s.gateway] : [],
    })),
    ...links.flatMap((end) =>
      end.transferNetworks.map((prefix) => ({
        prefix,
        name: end.interface.name,
        own: end.interface.addresses,
      })),
    ),
    // Of equal ones the table gives the last: the first in the plan is to win.
  ].reverse();
  const table = new PrefixTable(
    networks.map(({ prefix }) => prefix),
    networks,
  );
  return (gateway) => {
    const best = table.longest(gateway)?.value;
    return best && !best.own.some((address) => sameAddress(address, gateway)) ? best.name : undefined;
  };
}
