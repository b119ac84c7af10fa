import { type Address, formatAddress, sameAddress } from '../address/address.ts';
import { bestRoute, lookup } from '../network/fib.ts';
import { TUNNEL_INTERFACE } from '../network/interfaces.ts';
import type { CompiledCluster, CompiledService, Route } from '../network/network.ts';
import { isLocal, isUnicast, ownsAddress } from '../network/ownInterfaces.ts';
import { accept } from './accept.ts';
import { type Tracked, translateDestination, translated, translateSource } from './conntrack.ts';
import { activeDestination, activeFamily, activeSource, type Header, type Packet } from './packet.ts';
import { passesReversePath } from './reversePath.ts';
import { isVip, matchService, proxyCluster, proxyLooksAt, serviceRange } from './serviceProxy.ts';
import type { Step } from './trace.ts';
import { newSource } from './translateSource.ts';
import { transmit } from './transmit.ts';
import { endLeg, type Outcome, trackingOf, type Visit } from './visit.ts';

/** What the prerouting (or output) stage found out about a packet; the later stages decide by it. */
interface Tracking {
  readonly tracked: Tracked | undefined;
  /** A new packet for a service that has no pod (S11). */
  readonly withoutPods: CompiledService | undefined;
}

const UNTRACKED: Tracking = { tracked: undefined, withoutPods: undefined };

/**
 * One device's turn, in the kernel's order: receive → reverse path → session → translate → mine? → lookup → filter →
 * translate the source → transmit. A tunnel's end starts the turn again with the inner packet.
 */
export function processHop(visit: Visit, packet: Packet): Outcome {
  const { device, arrival, steps } = visit;
  if (arrival) steps.push({ kind: 'receive', interface: arrival.interface });
  const early = reversePathIPv6(visit, packet);
  if (early) return early;
  const cluster = proxyCluster(visit.walk.network, device);
  const noRoute = arrival ? undefined : noRouteForSender(visit, packet, cluster);
  if (noRoute) return noRoute;

  const { tracked, withoutPods } = packet.tunnel ? UNTRACKED : session(visit, packet.inner, cluster);
  const inner = packet.tunnel || !tracked ? packet.inner : prerouted(visit, packet.inner, tracked);
  const current: Packet = inner === packet.inner ? packet : { inner, tunnel: packet.tunnel };
  const destination = activeDestination(current);

  if (arrival ? ownsAddress(device, destination) : isLocal(device, destination)) {
    // What a node sends itself passes the output filter too; what comes to it from elsewhere is not forwarded, so not judged (S2).
    const rejected = arrival ? undefined : filter(visit, current, cluster, tracked);
    if (rejected) return rejected;
    return withoutPods
      ? endLeg(visit, current, 'refused', 'S11', { service: withoutPods.id, detail: 'no-pods' })
      : localInput(visit, current, tracked);
  }
  if (arrival && (device.kind === 'pod' || device.kind === 'host'))
    return endLeg(visit, current, 'no-route', 'W4', { detail: 'not-forwarding' });

  const captured = cluster && capturedByVip(visit, current, cluster, tracked);
  if (captured) return captured;
  const found = lookup(device, destination);
  if (withoutPods && found)
    return endLeg(visit, current, 'refused', 'S11', { service: withoutPods.id, detail: 'no-pods' });
  if (!found) return endLeg(visit, current, 'no-route', 'R', sentItself(visit) ? { detail: 'sender' } : {});
  steps.push({ kind: 'route', route: found.route, losers: found.losers });
  const martian = arrival && sourceCheckIPv4(visit, current, cluster);
  if (martian) return martian;
  const dead = deadEnd(visit, current, found.route);
  if (dead) return dead;
  const filtered = filter(visit, current, cluster, tracked);
  if (filtered) return filtered;
  const { route } = found;
  if (!('interface' in route.action)) throw new Error(`route to ${route.because} leads nowhere`);
  if (packet.tunnel || !tracked) return transmit(visit, current, route);
  const leaving = postrouted(visit, current.inner, cluster, tracked, route.action.interface);
  return transmit(visit, leaving === current.inner ? current : { inner: leaving, tunnel: undefined }, route);
}

const sentItself = (visit: Visit): boolean => visit.arrival === undefined;

/** W3 over IPv6: the nftables rule stands before tracking and routing. */
function reversePathIPv6(visit: Visit, packet: Packet): Outcome | undefined {
  const { device, arrival } = visit;
  if (!arrival || device.reversePathFilter === 'off' || activeFamily(packet) !== 6) return undefined;
  const source = activeSource(packet);
  const passes = !ownsAddress(device, source) && passesReversePath(device, source, arrival.interface);
  return passes
    ? undefined
    : endLeg(visit, packet, 'filtered-source', 'W3', { detail: device.reversePathFilter });
}

/** IPv4 sources are checked with the routing decision: the device's own addresses are martian, then rp_filter (W3, S3, S12). */
function sourceCheckIPv4(
  visit: Visit,
  packet: Packet,
  cluster: CompiledCluster | undefined,
): Outcome | undefined {
  const { device, arrival } = visit;
  if (!arrival || activeFamily(packet) !== 4) return undefined;
  const source = activeSource(packet);
  const proxy = cluster?.serviceProxy;
  if (cluster && (proxy === 'ipvs' || proxy === 'any') && isVip(cluster, source)) {
    return endLeg(visit, packet, 'captured', proxy === 'any' ? 'S6' : 'S3', {
      cluster: cluster.id,
      detail: 'martian',
    });
  }
  if (ownsAddress(device, source))
    return endLeg(visit, packet, 'filtered-source', 'W3', { detail: 'martian' });
  return passesReversePath(device, source, arrival.interface)
    ? undefined
    : endLeg(visit, packet, 'filtered-source', 'W3', { detail: device.reversePathFilter });
}

/** A sender asks for a route before anything else; what its own proxy translates has one by S5 and S6. */
function noRouteForSender(
  visit: Visit,
  packet: Packet,
  cluster: CompiledCluster | undefined,
): Outcome | undefined {
  const { device } = visit;
  const { inner } = packet;
  if (isLocal(device, inner.dst)) return undefined;
  if (!isUnicast(inner.dst)) return endLeg(visit, packet, 'no-route', 'W4', { detail: 'not-unicast' });
  const route = bestRoute(device, inner.dst);
  const match = cluster && matchService(cluster, inner);
  if (match?.portMatches && route?.action.kind === 'service-range') return undefined;
  if (!route) {
    if (match) return endLeg(visit, packet, 'no-route', 'S11', { detail: 'sender' });
    const connected = device.kind === 'router' || device.routes.some((r) => r.prefix.length === 0);
    return connected
      ? endLeg(visit, packet, 'no-route', 'R', { detail: 'sender' })
      : endLeg(visit, packet, 'unreachable', 'W4', { detail: 'not-connected' });
  }
  return undefined;
}

/** Tracks the packet where something on the device depends on it, and applies DNAT to the first of a service connection (S). */
function session(visit: Visit, header: Header, cluster: CompiledCluster | undefined): Tracking {
  const { walk, device, arrival, steps } = visit;
  if (!cluster && !device.dropsInvalid) return UNTRACKED;
  const tracked = trackingOf(walk, device.id).track(header);
  if (!cluster || tracked.state === 'invalid' || !tracked.fresh || !proxyLooksAt(cluster, arrival))
    return { tracked, withoutPods: undefined };
  const match = matchService(cluster, header);
  if (!match?.portMatches) return { tracked, withoutPods: undefined };
  const { service } = match;
  const target = podTarget(visit, service, header.dst.family);
  if (!target) return { tracked, withoutPods: service };
  const port = service.targetPort ?? header.dstPort;
  translateDestination(tracked.connection, target, port);
  tracked.connection.service = service.id;
  steps.push({
    kind: 'dnat',
    service: service.id,
    from: header.dst,
    to: target,
    toPort: port,
    rule: proxyRule(cluster),
  });
  return { tracked, withoutPods: undefined };
}

const PROXY_RULES = {
  iptables: 'S1',
  nftables: 'S2',
  ipvs: 'S3',
  ebpf: 'S4',
  routed: 'S5',
  any: 'S6',
} as const;
export const proxyRule = (cluster: CompiledCluster): string => PROXY_RULES[cluster.serviceProxy];

/** S10: the pod that this path goes to, of those that have an address of the family. */
function podTarget(visit: Visit, service: CompiledService, family: 4 | 6): Address | undefined {
  const { network } = visit.walk;
  const addressIn = (id: string) =>
    network.devices
      .get(id)
      ?.interfaces.flatMap((i) => i.addresses)
      .find((a) => a.family === family);
  const chosen = visit.walk.choosePod(service.id, service.pods, (id) => addressIn(id) !== undefined);
  return chosen === undefined ? undefined : addressIn(chosen);
}

/** Prerouting's half of a translation: the destination. */
function prerouted(visit: Visit, header: Header, tracked: Tracked): Header {
  if (tracked.state === 'invalid') return header;
  const to = translated(tracked.connection, tracked.direction);
  if (sameAddress(to.dst, header.dst) && to.dstPort === header.dstPort) return header;
  if (!tracked.fresh) visit.steps.push(trackedTranslation('dst', header.dst, to.dst, tracked.direction));
  return { ...header, dst: to.dst, dstPort: to.dstPort };
}

/** Postrouting's half: the source; the first packet of a connection asks the rules (S9, M). */
function postrouted(
  visit: Visit,
  header: Header,
  cluster: CompiledCluster | undefined,
  tracked: Tracked,
  out: string,
): Header {
  const { device, arrival, steps } = visit;
  if (tracked.state === 'invalid') return header;
  if (tracked.fresh && cluster) {
    const source = newSource(device, cluster, tracked.connection, header, arrival, out);
    if (source) {
      translateSource(tracked.connection, source.address);
      steps.push({ kind: 'snat', from: header.src, to: source.address, rule: source.rule });
      return { ...header, src: source.address };
    }
  }
  return sourceBack(visit, header, tracked);
}

function sourceBack(visit: Visit, header: Header, tracked: Tracked): Header {
  if (tracked.state === 'invalid') return header;
  const to = translated(tracked.connection, tracked.direction);
  if (sameAddress(to.src, header.src) && to.srcPort === header.srcPort) return header;
  visit.steps.push(trackedTranslation('src', header.src, to.src, tracked.direction));
  return { ...header, src: to.src, srcPort: to.srcPort };
}

const trackedTranslation = (
  field: 'src' | 'dst',
  from: Address,
  to: Address,
  direction: 'original' | 'reply',
): Step => ({ kind: 'un-nat', field, from, to, ...(direction === 'original' ? { again: true } : {}) });

/** The packet is for the device itself: a tunnel's end unwraps it (E1), else it is delivered or refused. */
function localInput(visit: Visit, packet: Packet, tracked: Tracked | undefined): Outcome {
  const { device, steps } = visit;
  const cluster = proxyCluster(visit.walk.network, device);
  const martian = sourceCheckIPv4(visit, packet, cluster);
  if (martian) return martian;
  const { tunnel } = packet;
  if (tunnel) {
    if (device.node?.cluster !== tunnel.cluster)
      return endLeg(visit, packet, 'misdelivered', 'E1', { detail: 'tunnel' });
    steps.push({
      kind: 'decapsulate',
      header: { kind: tunnel.kind, src: formatAddress(tunnel.src), dst: formatAddress(tunnel.dst) },
    });
    return {
      kind: 'again',
      packet: { inner: packet.inner, tunnel: tunnel.around },
      arrival: { interface: TUNNEL_INTERFACE, kind: 'tunnel' },
    };
  }
  const inner = tracked ? sourceBack(visit, packet.inner, tracked) : packet.inner;
  return { kind: 'ended', packet: { ...packet, inner }, ending: accept(visit, inner, cluster, tracked) };
}

/** S6 (S7): under `ipvs` an allocated VIP is an address of the node, so a reply to it would end here. */
function capturedByVip(
  visit: Visit,
  packet: Packet,
  cluster: CompiledCluster,
  tracked: Tracked | undefined,
): Outcome | undefined {
  if (cluster.serviceProxy !== 'any' || !tracked || tracked.state === 'new') return undefined;
  return isVip(cluster, packet.inner.dst)
    ? endLeg(visit, packet, 'captured', 'S6', { cluster: cluster.id, detail: 'vip-is-local' })
    : undefined;
}

/** Routes that lead nowhere inside the plan. */
function deadEnd(visit: Visit, packet: Packet, route: Route): Outcome | undefined {
  const { action } = route;
  if (action.kind === 'blackhole') return endLeg(visit, packet, 'blackholed', 'R3', { prefix: route.prefix });
  if (action.kind === 'internet') return endLeg(visit, packet, 'exits-plan', 'R3', { prefix: route.prefix });
  if (action.kind === 'service-range')
    return endLeg(visit, packet, 'captured', route.because.slice(0, 2), {
      prefix: route.prefix,
      cluster: action.cluster,
      detail: 'range-route',
    });
  return undefined;
}

/** Forward and output filters: INVALID (S8, forwarded only), and what nftables rejects or drops of new packets into the range (S2, S6). */
function filter(
  visit: Visit,
  packet: Packet,
  cluster: CompiledCluster | undefined,
  tracked: Tracked | undefined,
): Outcome | undefined {
  const { device, arrival } = visit;
  if (tracked?.state === 'invalid') {
    return arrival && device.dropsInvalid ? endLeg(visit, packet, 'invalid-dropped', 'S8') : undefined;
  }
  if (!cluster || (tracked && tracked.state !== 'new')) return undefined;
  const destination = activeDestination(packet);
  const prefix = serviceRange(cluster, destination);
  const vip = isVip(cluster, destination);
  // A VIP may lie outside the range: it is a service address all the same.
  if (!prefix && !vip) return undefined;
  const where = { cluster: cluster.id, ...(prefix ? { prefix } : {}) };
  const detail = tracked?.connection.service !== undefined ? 'after-dnat' : prefix ? 'new' : 'vip';
  if (cluster.serviceProxy === 'any') return endLeg(visit, packet, 'captured', 'S6', { ...where, detail });
  if (cluster.serviceProxy !== 'nftables') return undefined;
  return vip
    ? endLeg(visit, packet, 'refused', 'S2', { ...where, detail: 'rejected' })
    : endLeg(visit, packet, 'captured', 'S2', { ...where, detail });
}
