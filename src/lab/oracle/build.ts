import {
  type Address,
  addressBits,
  contains,
  type Family,
  type Link,
  mustInterfaceAddress,
  mustPrefix,
  type Plan,
  type Prefix,
  parseAddress,
  sameAddress,
  usableRange,
} from '#core';
import { dealClusters, findSegments, nodeEnd } from './addresses.ts';
import { exchange, linkAction, linkName } from './bgp.ts';
import {
  FAMILIES,
  type KernelRoute,
  type LabInterface,
  type NetAddress,
  type OracleCluster,
  type OracleDevice,
  type OracleNet,
  type OracleNode,
  type Segment,
} from './model.ts';

/** E2, bytes over an IPv4 and an IPv6 outer path. */
const OVERHEAD = {
  vxlan: [50, 70],
  geneve: [50, 70],
  gre: [24, 44],
  ipip: [20, 40],
  wireguard: [60, 80],
  ipsec: [77, 97],
} as const;

const ANY: Record<Family, Prefix> = {
  4: { family: 4, value: 0n, length: 0 },
  6: { family: 6, value: 0n, length: 0 },
};

/** Derives the whole lab from a plan by the rules A, R and E. */
export function buildOracleNet(plan: Plan): OracleNet {
  const segments = findSegments(plan);
  const clusters = dealClusters(plan, segments);
  const maker = interfaceMaker();
  const devices = new Map<string, OracleDevice>();
  const routers = new Map<string, OracleDevice>();
  for (const cluster of clusters)
    for (const device of clusterDevices(cluster, maker)) devices.set(device.id, device);
  for (const router of plan.routers ?? []) {
    const device = routerDevice(plan, router.id, segments, maker);
    routers.set(router.id, device);
    devices.set(device.id, device);
  }
  for (const host of plan.hosts ?? []) {
    const device = hostDevice(plan, host.id, segments, maker);
    devices.set(device.id, device);
  }
  for (const router of plan.routers ?? []) addRouterRoutes(plan, router.id, routers, segments, clusters);
  exchange(plan, routers);
  return { plan, segments, devices, clusters };
}

type Maker = (
  parts: Pick<LabInterface, 'name' | 'mtu' | 'cable'> & { addresses?: NetAddress[]; proxied?: Address[] },
) => LabInterface;

function interfaceMaker(): Maker {
  let count = 0;
  return ({ name, mtu, cable, addresses = [], proxied = [] }) => {
    count += 1;
    const hex = count.toString(16).padStart(4, '0');
    return { name, mtu, cable, addresses, proxied, mac: `02:00:00:00:${hex.slice(0, 2)}:${hex.slice(2)}` };
  };
}

const onSegment = (maker: Maker, segment: Segment, addresses: readonly Address[], proxied: Address[] = []) =>
  maker({
    name: segment.wire,
    mtu: segment.mtu,
    cable: { bridge: segment.wire },
    addresses: addresses.map((address) => ({ address, length: segment.prefix.length })),
    proxied,
  });

const plain = (
  prefix: Prefix,
  metric: KernelRoute['metric'],
  action: KernelRoute['action'],
): KernelRoute => ({
  prefix,
  metric,
  path: [],
  link: '',
  action,
});

const host32 = (address: Address): Prefix => ({ ...address, length: addressBits(address.family) });

function segmentRoutes(homes: readonly Segment[]): KernelRoute[] {
  const routes = homes.map((s) => plain(s.prefix, 'connected', { kind: 'onlink', dev: s.wire }));
  for (const family of FAMILIES) {
    const home = homes.find((s) => s.prefix.family === family && s.gateway);
    if (home?.gateway)
      routes.push(plain(ANY[family], 'static', { kind: 'via', dev: home.wire, gateway: home.gateway }));
  }
  return routes;
}

function clusterDevices(cluster: OracleCluster, maker: Maker): OracleDevice[] {
  const devices: OracleDevice[] = [];
  const network = cluster.plan.network ?? { mode: 'routed' };
  const bridgeOf = (node: OracleNode): string => `p-${cluster.plan.id}-${node.index}`;
  const tunnels = new Map<OracleNode, LabInterface[]>();
  for (const node of cluster.nodes) {
    const homes = [...new Set(node.addresses.map((a) => a.segment))];
    const ends = node.podPrefixes.map((p) => ({ address: nodeEnd(p), length: p.length }));
    const mtu = podMtu(cluster, node);
    const interfaces = homes.map((segment) => {
      const own = node.addresses.filter((a) => a.segment === segment).map((a) => a.address);
      const pods = cluster.pods
        .filter((p) => p.node === node && network.mode === 'native')
        .flatMap((p) => p.addresses);
      return onSegment(
        maker,
        segment,
        own,
        pods.filter((a) => a.family === segment.prefix.family),
      );
    });
    interfaces.push(
      maker({ name: 'pods', mtu, cable: { bridge: bridgeOf(node) }, addresses: distinct(ends) }),
    );
    if (network.mode === 'overlay') {
      const tuns = FAMILIES.flatMap((family) => {
        const local = node.addresses.find((a) => a.address.family === family)?.address;
        if (!local) return [];
        const vni = 100 + (cluster.plan.id.length % 7) + 10 * clusterNumber(cluster);
        return [
          maker({
            name: `tun${family}`,
            mtu,
            cable: { vxlan: { vni, local } },
            addresses: distinct(ends.map((e) => ({ ...e, length: addressBits(e.address.family) }))),
          }),
        ];
      });
      tunnels.set(node, tuns);
      interfaces.push(...tuns);
    }
    devices.push({
      id: node.id,
      kind: 'node',
      interfaces,
      routes: nodeRoutes(cluster, node, homes),
      reversePathFilter: cluster.plan.reversePathFilter ?? 'off',
      stateful: false,
      listens: 'all',
      cluster,
      fdb: [],
    });
  }
  if (network.mode === 'overlay') addTunnelRoutes(cluster, devices, tunnels);
  for (const pod of cluster.pods) {
    const home = devices.find((d) => d.id === pod.node.id)?.interfaces.find((i) => i.name === 'pods');
    if (!home) continue;
    devices.push({
      id: pod.id,
      kind: 'pod',
      interfaces: [
        maker({
          name: 'eth0',
          mtu: podMtu(cluster, pod.node),
          cable: { bridge: bridgeOf(pod.node) },
          addresses: pod.addresses.map((address) => ({ address, length: addressBits(address.family) })),
        }),
      ],
      routes: [...new Set(pod.addresses.map((a) => a.family))].map((family) =>
        plain(ANY[family], 'static', { kind: 'peer', dev: 'eth0', mac: home.mac, hop: 1 }),
      ),
      reversePathFilter: 'off',
      stateful: false,
      listens: pod.port === undefined ? [] : [pod.port],
      cluster,
      fdb: [],
    });
  }
  return devices;
}

/** Any number that differs between clusters. */
const numbers = new WeakMap<OracleCluster, number>();
let clustersSeen = 0;
function clusterNumber(cluster: OracleCluster): number {
  const known = numbers.get(cluster);
  if (known !== undefined) return known;
  clustersSeen += 1;
  numbers.set(cluster, clustersSeen);
  return clustersSeen;
}

const distinct = (addresses: NetAddress[]): NetAddress[] =>
  addresses.filter((a, i) => addresses.findIndex((b) => sameAddress(a.address, b.address)) === i);

/** E3. */
function podMtu(cluster: OracleCluster, node: OracleNode): number {
  const home = node.addresses.find((a) => a.address.family === 4) ?? node.addresses[0];
  const mtu = home?.segment.mtu ?? cluster.plan.mtu ?? 1500;
  const { network } = cluster.plan;
  if (network?.mode !== 'overlay') return mtu;
  return mtu - OVERHEAD[network.encapsulation ?? 'vxlan'][home?.address.family === 6 ? 1 : 0];
}

/** R2, save for the tunnels. */
function nodeRoutes(cluster: OracleCluster, node: OracleNode, homes: readonly Segment[]): KernelRoute[] {
  const routes = segmentRoutes(homes);
  for (const prefix of node.podPrefixes)
    routes.push(plain(prefix, 'connected', { kind: 'onlink', dev: 'pods' }));
  for (const pod of cluster.pods.filter((p) => p.node === node))
    for (const address of pod.addresses)
      if (!node.podPrefixes.some((p) => contains(p, address)))
        routes.push(plain(host32(address), 'connected', { kind: 'onlink', dev: 'pods' }));
  const proxy = cluster.plan.serviceProxy ?? 'any';
  if (proxy === 'routed' || proxy === 'any')
    for (const range of cluster.plan.services?.cidrs ?? [])
      routes.push(plain(mustPrefix(range), 'static', { kind: 'blackhole' }));
  if (cluster.plan.network?.mode === 'bgp')
    for (const other of cluster.nodes)
      if (other !== node)
        for (const prefix of other.podPrefixes) routes.push(...bgpRoute(node, other, prefix, homes));
  return routes;
}

function bgpRoute(
  node: OracleNode,
  other: OracleNode,
  prefix: Prefix,
  homes: readonly Segment[],
): KernelRoute[] {
  const peers = other.addresses.filter((a) => a.address.family === prefix.family);
  const shared = peers.find((a) => node.addresses.some((own) => own.segment === a.segment));
  if (shared)
    return [plain(prefix, 'bgp', { kind: 'via', dev: shared.segment.wire, gateway: shared.address })];
  const home = homes.find((s) => s.prefix.family === prefix.family && s.gateway);
  return peers.length > 0 && home?.gateway
    ? [plain(prefix, 'bgp', { kind: 'via', dev: home.wire, gateway: home.gateway })]
    : [];
}

/** R2 overlay, E1: VXLAN between every two nodes, over IPv4 where both have it. */
function addTunnelRoutes(
  cluster: OracleCluster,
  devices: readonly OracleDevice[],
  tunnels: ReadonlyMap<OracleNode, readonly LabInterface[]>,
): void {
  for (const node of cluster.nodes)
    for (const other of cluster.nodes) {
      if (other === node) continue;
      const device = devices.find((d) => d.id === node.id);
      const outer = FAMILIES.map((family) => {
        const to = other.addresses.find((a) => a.address.family === family)?.address;
        const mine = tunnels.get(node)?.find((t) => t.name === `tun${family}`);
        const theirs = tunnels.get(other)?.find((t) => t.name === `tun${family}`);
        return to && mine && theirs ? { to, dev: mine.name, mac: theirs.mac } : undefined;
      }).find((found) => found !== undefined);
      if (!outer || !device) continue;
      device.fdb.push({ dev: outer.dev, mac: outer.mac, outer: outer.to });
      for (const prefix of other.podPrefixes)
        device.routes.push(
          plain(prefix, 'static', { kind: 'peer', dev: outer.dev, mac: outer.mac, hop: 1 + other.index }),
        );
    }
}

function hostDevice(plan: Plan, id: string, segments: readonly Segment[], maker: Maker): OracleDevice {
  const host = plan.hosts?.find((h) => h.id === id);
  const placed = (host?.addresses ?? []).map(mustInterfaceAddress).flatMap(({ address, prefix }) => {
    const segment = segments.find(
      (s) =>
        s.prefix.family === prefix.family &&
        s.prefix.value === prefix.value &&
        s.prefix.length === prefix.length &&
        s.router === host?.router &&
        (host?.router !== undefined || s.owner === id),
    );
    return segment ? [{ address, segment }] : [];
  });
  const homes = [...new Set(placed.map((p) => p.segment))];
  return {
    id: `host:${id}`,
    kind: 'host',
    interfaces: homes.map((segment) =>
      onSegment(
        maker,
        segment,
        placed.filter((p) => p.segment === segment).map((p) => p.address),
      ),
    ),
    routes: segmentRoutes(homes),
    reversePathFilter: 'off',
    stateful: false,
    listens: host?.port === undefined ? [] : [host.port],
    cluster: undefined,
    fdb: [],
  };
}

function transferAddress(link: Link, router: string): NetAddress[] {
  const end = link.ends[0] === router ? 0n : 1n;
  return (link.cidrs ?? []).map(mustPrefix).flatMap((prefix) => {
    const { first, last } = usableRange(prefix);
    return first + end <= last
      ? [{ address: { family: prefix.family, value: first + end }, length: prefix.length }]
      : [];
  });
}

function routerDevice(plan: Plan, id: string, segments: readonly Segment[], maker: Maker): OracleDevice {
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
function addRouterRoutes(
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
