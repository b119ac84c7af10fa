import {
  contains,
  type Link,
  mustPrefix,
  type Plan,
  type Prefix,
  parseAddress,
  sameAddress,
  usableRange,
} from '#core';
import { linkAction, linkName } from './bgp.ts';
import {
  FAMILIES,
  type KernelRoute,
  type NetAddress,
  type OracleCluster,
  type OracleDevice,
  type OracleNode,
  type Segment,
} from './model.ts';
import { ANY, type Maker, OVERHEAD, onSegment, plain } from './parts.ts';

function transferAddress(link: Link, router: string): NetAddress[] {
  const end = link.ends[0] === router ? 0n : 1n;
  return (link.cidrs ?? []).map(mustPrefix).flatMap((prefix) => {
    const { first, last } = usableRange(prefix);
    return first + end <= last
      ? [{ address: { family: prefix.family, value: first + end }, length: prefix.length }]
      : [];
  });
}

export function routerDevice(
  plan: Plan,
  id: string,
  segments: readonly Segment[],
  maker: Maker,
): OracleDevice {
  const router = plan.routers?.find((r) => r.id === id);
  const interfaces = segments
    .filter((s) => s.router === id)
    .map((s) => onSegment(maker, s, s.gateway ? [s.gateway] : []));
  for (const link of plan.links ?? []) {
    if (!link.ends.includes(id)) continue;
    const overhead = link.kind === 'direct' ? 0 : OVERHEAD[link.encapsulation ?? 'ipsec'][0];
    interfaces.push(
      maker({
        name: linkName(plan, link.id),
        mtu: (link.mtu ?? 1500) - overhead,
        cable: {
          peer: `router:${link.ends[0] === id ? link.ends[1] : link.ends[0]}`,
          peerInterface: linkName(plan, link.id),
        },
        addresses: transferAddress(link, id),
      }),
    );
  }
  if (router?.internet) interfaces.push(maker({ name: 'inet', mtu: 1500, cable: { bridge: `inet-${id}` } }));
  return {
    id: `router:${id}`,
    kind: 'router',
    interfaces,
    routes: [],
    reversePathFilter: router?.reversePathFilter ?? 'off',
    stateful: router?.stateful ?? false,
    listens: 'all',
    cluster: undefined,
    fdb: [],
  };
}

/** R3, R4, R7. */
export function addRouterRoutes(
  plan: Plan,
  id: string,
  routers: ReadonlyMap<string, OracleDevice>,
  segments: readonly Segment[],
  clusters: readonly OracleCluster[],
): void {
  const routes = routers.get(id)?.routes;
  const router = plan.routers?.find((r) => r.id === id);
  if (!routes || !router) return;
  const own = segments.filter((s) => s.router === id);
  const links = (plan.links ?? []).filter((l) => l.ends.includes(id));
  for (const s of own) routes.push(plain(s.prefix, 'connected', { kind: 'onlink', dev: s.wire }));
  for (const link of links)
    for (const cidr of link.cidrs ?? [])
      routes.push(plain(mustPrefix(cidr), 'connected', { kind: 'onlink', dev: linkName(plan, link.id) }));
  for (const cluster of clusters) if (cluster.plan.router === id) routes.push(...routesToCluster(cluster));
  for (const { to, via } of router.routes ?? []) routes.push(...typedRoute(plan, id, to, via, routers, own));
  for (const link of links)
    if (link.routing === 'static')
      for (const text of link.prefixes?.[link.ends[0] === id ? 0 : 1] ?? [])
        routes.push({
          ...plain(mustPrefix(text), 'static', linkAction(plan, routers, id, link.id)),
          link: link.id,
        });
  if (router.internet)
    for (const family of FAMILIES) routes.push(plain(ANY[family], 'static', { kind: 'internet' }));
}

function routesToCluster(cluster: OracleCluster): KernelRoute[] {
  const routes: KernelRoute[] = [];
  const network = cluster.plan.network ?? { mode: 'routed' };
  const add = (prefix: Prefix, node: OracleNode | undefined, metric: KernelRoute['metric']): void => {
    const home = node?.addresses.find((a) => a.address.family === prefix.family);
    if (home)
      routes.push(plain(prefix, metric, { kind: 'via', dev: home.segment.wire, gateway: home.address }));
  };
  for (const node of cluster.nodes)
    for (const prefix of node.podPrefixes) {
      if (network.mode === 'routed') add(prefix, node, 'static');
      if (network.mode === 'bgp' && network.advertiseToRouter) add(prefix, node, 'bgp');
    }
  if (network.mode === 'overlay' && network.gateway)
    for (const text of cluster.plan.pods?.cidrs ?? [])
      add(mustPrefix(text), cluster.nodes[network.gateway.node ?? 0], 'static');
  if (cluster.plan.services?.advertise)
    for (const text of cluster.plan.services.cidrs) add(mustPrefix(text), cluster.nodes[0], 'bgp');
  return routes;
}

function typedRoute(
  plan: Plan,
  id: string,
  to: string,
  via: string,
  routers: ReadonlyMap<string, OracleDevice>,
  own: readonly Segment[],
): KernelRoute[] {
  const prefix = mustPrefix(to);
  if (via === 'blackhole') return [plain(prefix, 'static', { kind: 'blackhole' })];
  if (plan.links?.some((l) => l.id === via && l.ends.includes(id)))
    return [{ ...plain(prefix, 'static', linkAction(plan, routers, id, via)), link: via }];
  const gateway = parseAddress(via);
  const device = routers.get(id);
  if (!gateway || !device) return [];
  if (device.interfaces.some((i) => i.addresses.some((a) => sameAddress(a.address, gateway)))) return [];
  const nets = [
    ...own.map((s) => ({ prefix: s.prefix, dev: s.wire })),
    ...(plan.links ?? [])
      .filter((l) => l.ends.includes(id))
      .flatMap((l) => (l.cidrs ?? []).map((c) => ({ prefix: mustPrefix(c), dev: linkName(plan, l.id) }))),
  ];
  const dev = nets
    .filter((n) => contains(n.prefix, gateway))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0]?.dev;
  return dev ? [plain(prefix, 'static', { kind: 'via', dev, gateway })] : [];
}
