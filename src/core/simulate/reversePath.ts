import type { Route } from '../network/network.ts';
import type { Ip } from './ip.ts';
import { activeFamily, activeSource, type Packet } from './packet.ts';
import type { Port } from './port.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

const leadsNowhere = (route: Route): boolean =>
  route.action.kind === 'blackhole' || route.action.kind === 'service-range';

/**
 * W3: whether a packet with that source may come in by that interface: strict asks that the best route back leads there,
 * loose that there is any. So do rp_filter for IPv4 and firewalld's rule for IPv6 (`fib saddr . mark . iif oif missing drop`,
 * whose lookup finds nothing where the best route leads elsewhere, also when a shorter one would fit).
 */
function passesReversePath(port: Port, source: Ip): boolean {
  const { kernel } = port;
  if (kernel.reversePathFilter === 'off') return true;
  const exit = kernel.exit(source);
  if (!exit) return false;
  return kernel.reversePathFilter === 'loose' ? !leadsNowhere(exit.route) : exit.port === port;
}

/** W3 over IPv6: the nftables rule stands before tracking and routing. */
export function reversePathIPv6(visit: Visit, packet: Packet): Outcome | undefined {
  const { kernel, arrival } = visit;
  if (!arrival || kernel.reversePathFilter === 'off' || activeFamily(packet) !== 6) return undefined;
  const source = activeSource(packet);
  if (!kernel.owns(source) && passesReversePath(arrival, source)) return undefined;
  return endLeg(visit, packet, 'filtered-source', 'W3', { detail: kernel.reversePathFilter });
}

/** IPv4 sources are checked with the routing decision: the device's own addresses are martian, then rp_filter (W3, S3, S12). */
export function sourceCheckIPv4(visit: Visit, packet: Packet): Outcome | undefined {
  const { kernel, arrival } = visit;
  if (!arrival || activeFamily(packet) !== 4) return undefined;
  const source = activeSource(packet);
  const { proxy } = kernel;
  if (proxy?.hasLocalVips && proxy.isVip(source)) {
    const rule = proxy.kind === 'any' ? 'S6' : 'S3';
    return endLeg(visit, packet, 'captured', rule, { cluster: proxy.cluster.id, detail: 'martian' });
  }
  if (kernel.owns(source)) return endLeg(visit, packet, 'filtered-source', 'W3', { detail: 'martian' });
  return passesReversePath(arrival, source)
    ? undefined
    : endLeg(visit, packet, 'filtered-source', 'W3', { detail: kernel.reversePathFilter });
}
