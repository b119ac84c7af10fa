import { addressBits, contains, mustPrefix, type Prefix, sameAddress } from '#core';
import { nodeEnd } from './addresses.ts';
import {
  FAMILIES,
  type KernelRoute,
  type LabInterface,
  type NetAddress,
  type OracleCluster,
  type OracleDevice,
  type OracleNode,
  type Segment,
} from './model.ts';
import { ANY, host32, type Maker, OVERHEAD, onSegment, plain, segmentRoutes } from './parts.ts';

export function clusterDevices(cluster: OracleCluster, vni: number, maker: Maker): OracleDevice[] {
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
