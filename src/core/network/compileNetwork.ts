import { type Address, type Family, sameAddress } from '../address/address.ts';
import { contains, lastAddress, mustInterfaceAddress, mustPrefix, usableRange } from '../address/prefix.ts';
import type { Cluster, Plan } from '../plan/plan.ts';
import { attachedByRouter } from './attached.ts';
import { exchangeRoutes } from './bgp.ts';
import { components } from './components.ts';
import { type Draft, draftSegments, type SegmentDraft, segmentId } from './draft.ts';
import { compareRoutes, groupByPrefix, sortRoutes } from './fib.ts';
import {
  hostInterfaces,
  nodeInterfaces,
  overlayEncapsulation,
  podInterfaces,
  routerInterfaces,
  vipsOf,
} from './interfaces.ts';
import type {
  AddressProblem,
  CompiledCluster,
  CompiledService,
  Device,
  EqualRoutes,
  Network,
  Route,
  Segment,
  Station,
} from './network.ts';
import { nodeRoutes, podCidrs, podRoutes, segmentRoutes } from './nodeRoutes.ts';
import { draftNodes, type NodeDraft } from './nodes.ts';
import { draftPods, type PodDraft } from './pods.ts';
import { routerRoutes } from './routerRoutes.ts';
import { compileServices } from './services.ts';

/**
 * Derives every device, address and route of a plan by the rules A and R of docs/network-model.md. Pure: the same
 * plan gives the same network. The plan must come from `parsePlan`; a bad design compiles, and is judged by `validate`.
 */
export function compileNetwork(plan: Plan): Network {
  const draft = draftSegments(plan);
  const clusters = plan.clusters ?? [];
  const nodesOf = new Map(clusters.map((cluster) => [cluster.id, draftNodes(draft, cluster)]));
  const podsOf = new Map(
    clusters.map((cluster) => [cluster.id, draftPods(draft, cluster, nodesOf.get(cluster.id) ?? [])]),
  );
  const servicesOf = new Map(
    clusters.map((cluster) => [cluster.id, compileServices(draft, cluster, podsOf.get(cluster.id) ?? [])]),
  );

  const devices = new Map<string, Device>();
  const add = (device: Device): void => {
    devices.set(device.id, device);
  };
  for (const cluster of clusters) {
    const nodes = nodesOf.get(cluster.id) ?? [];
    const pods = podsOf.get(cluster.id) ?? [];
    const vips = vipsOf(servicesOf.get(cluster.id) ?? []);
    for (const node of nodes) add(nodeDevice(cluster, node, nodes, pods, vips));
    for (const pod of pods) add(podDevice(cluster, pod));
  }
  addRouters(draft, nodesOf, add);
  for (const host of plan.hosts ?? []) {
    const addresses = host.addresses.map(mustInterfaceAddress).flatMap(({ prefix }) => {
      const segment = draft.segments.get(segmentId(host.router, host.id, prefix));
      return segment ? [{ segment }] : [];
    });
    add({
      ...plainDevice(`host:${host.id}`, 'host', host.id, host.name ?? host.id),
      interfaces: hostInterfaces(draft, host),
      routes: sortRoutes(segmentRoutes(addresses, 'R1')),
      listens: host.port === undefined ? [] : [host.port],
    });
  }
  const stations = stationsBySegment(draft, devices, proxiedAddresses(clusters, podsOf));
  return {
    devices,
    segments: new Map(
      [...draft.segments.values()].map((s) => [s.id, compileSegment(s, stations.get(s.id) ?? [])]),
    ),
    clusters: new Map(
      clusters.map((c) => [
        c.id,
        compiledCluster(c, nodesOf.get(c.id) ?? [], podsOf.get(c.id) ?? [], servicesOf.get(c.id) ?? []),
      ]),
    ),
    component: components(plan, devices),
    equalRoutes: [...devices.values()].flatMap(equalRoutesOf),
    addressProblems: [...draft.problems, ...explicitProblems(draft)],
  };
}

const plainDevice = (
  id: string,
  kind: Device['kind'],
  entity: string,
  label: string,
): Omit<Device, 'interfaces' | 'routes' | 'listens'> => ({
  id,
  kind,
  entity,
  label,
  reversePathFilter: 'off',
  dropsInvalid: false,
  internet: false,
});

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

function addRouters(
  draft: Draft,
  nodesOf: ReadonlyMap<string, readonly NodeDraft[]>,
  add: (device: Device) => void,
): void {
  const routers = draft.plan.routers ?? [];
  const attached = attachedByRouter(draft);
  const own = new Map<string, Route[]>(
    routers.map((router) => [router.id, routerRoutes(router, attached(router.id), nodesOf)]),
  );
  const learned = exchangeRoutes(own, draft.plan.links ?? []);
  for (const router of routers) {
    add({
      ...plainDevice(`router:${router.id}`, 'router', router.id, router.name ?? router.id),
      interfaces: routerInterfaces(attached(router.id), router),
      routes: sortRoutes([...(own.get(router.id) ?? []), ...(learned.get(router.id) ?? [])]),
      reversePathFilter: router.reversePathFilter ?? 'off',
      dropsInvalid: router.stateful ?? false,
      internet: router.internet ?? false,
      listens: 'all',
    });
  }
}

/** Everyone who answers on each segment: segment id → stations, in the order of the devices. */
function stationsBySegment(
  draft: Draft,
  devices: ReadonlyMap<string, Device>,
  proxied: ReadonlyMap<string, readonly Address[]>,
): Map<string, Station[]> {
  const stations = new Map<string, Station[]>();
  for (const device of devices.values()) {
    const everywhere = device.interfaces.flatMap((i) => i.addresses.filter(({ family }) => family === 4));
    const pods = proxied.get(device.id) ?? [];
    for (const { name, attachment, addresses } of device.interfaces) {
      if (attachment.kind !== 'segment') continue;
      const family = draft.segments.get(attachment.segment)?.prefix.family;
      const own = answeredAddresses(family, addresses, everywhere);
      const station = {
        device: device.id,
        interface: name,
        addresses: pods.length === 0 ? own : [...own, ...pods],
      };
      const known = stations.get(attachment.segment);
      if (known) known.push(station);
      else stations.set(attachment.segment, [station]);
    }
  }
  return stations;
}

/**
 * What a device answers for on one of its segments, beside a node's native pods (A5): IPv4 for all its own addresses (A10;
 * Linux's ARP does), IPv6 only for those of that interface (neighbour discovery does not go further). All segments share
 * one list, because a router may have thousands.
 */
const answeredAddresses = (
  family: Family | undefined,
  here: readonly Address[],
  everywhere: readonly Address[],
): readonly Address[] => (family === 4 ? everywhere : here);

function compileSegment(drafted: SegmentDraft, stations: readonly Station[]): Segment {
  const { id, prefix, router, gateway, mtu, entities } = drafted;
  return {
    id,
    prefix,
    router: router === undefined ? undefined : `router:${router}`,
    gateway,
    mtu,
    entities,
    stations,
  };
}

/** A5: node id → addresses of its pods that it answers for on its segments, in native clusters. */
function proxiedAddresses(
  clusters: readonly Cluster[],
  podsOf: ReadonlyMap<string, readonly PodDraft[]>,
): Map<string, Address[]> {
  const proxied = new Map<string, Address[]>();
  for (const cluster of clusters) {
    if (cluster.network?.mode !== 'native') continue;
    for (const pod of podsOf.get(cluster.id) ?? []) {
      const known = proxied.get(pod.node.id);
      if (known) known.push(...pod.addresses);
      else proxied.set(pod.node.id, [...pod.addresses]);
    }
  }
  return proxied;
}

function compiledCluster(
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

/** R6: routes for one prefix that only the plan's order could choose between, and that differ in what they do. */
function equalRoutesOf(device: Device): EqualRoutes[] {
  if (device.kind !== 'router') return [];
  const found: EqualRoutes[] = [];
  for (const group of groupByPrefix(device.routes)) {
    const [chosen, ...rest] = group;
    if (!chosen) continue;
    const others = rest.filter(
      (r) => r.source === chosen.source && r.pathLength === chosen.pathLength && !sameAction(r, chosen),
    );
    if (others.length > 0) found.push({ device: device.id, prefix: chosen.prefix, chosen, others });
  }
  return found;
}

function sameAction(a: Route, b: Route): boolean {
  if (a.action.kind === 'via' && b.action.kind === 'via')
    return a.action.interface === b.action.interface && sameAddress(a.action.gateway, b.action.gateway);
  return compareRoutes(a, b) === 0 && a.action.kind === b.action.kind && a.action.kind !== 'connected';
}

/** Explicit addresses that cannot work: network and broadcast addresses, and segments whose router found no room. */
function explicitProblems(draft: Draft): AddressProblem[] {
  const problems: AddressProblem[] = [];
  for (const segment of draft.segments.values()) {
    const { first, last } = usableRange(segment.prefix);
    const [entity] = segment.entities;
    if (!entity) continue;
    for (const value of segment.taken) {
      if (value >= first && value <= last) continue;
      const address = { family: segment.prefix.family, value };
      problems.push({
        rule: 'network-or-broadcast-address',
        entity: explicitOwner(draft, address) ?? entity,
        subject: entity,
        address,
        prefix: segment.prefix,
      });
    }
    if (segment.router !== undefined && !segment.gateway) {
      problems.push({
        rule: 'router-address-taken',
        entity: segment.router,
        subject: entity,
        prefix: segment.prefix,
        address: lastAddress(segment.prefix),
      });
    }
  }
  return problems;
}

function explicitOwner(draft: Draft, address: Address): string | undefined {
  const host = (draft.plan.hosts ?? []).find((h) =>
    h.addresses.map(mustInterfaceAddress).some((a) => sameAddress(a.address, address)),
  );
  if (host) return host.id;
  return (draft.plan.clusters ?? []).find((c) =>
    c.nodes.cidrs.map(mustPrefix).some((prefix) => contains(prefix, address)),
  )?.id;
}
