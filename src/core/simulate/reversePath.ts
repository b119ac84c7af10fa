import type { Address } from '../address/address.ts';
import { bestRoute } from '../network/fib.ts';
import type { Device, Route } from '../network/network.ts';

/** The interface that a route sends by; undefined for routes that lead nowhere inside the plan. */
export const routeInterface = (route: Route): string | undefined =>
  'interface' in route.action ? route.action.interface : undefined;

const leadsNowhere = (route: Route): boolean =>
  route.action.kind === 'blackhole' || route.action.kind === 'service-range';

/**
 * W3: whether a packet with that source may come in by that interface: strict asks that the best route back leads there,
 * loose that there is any. So do rp_filter for IPv4 and firewalld's rule for IPv6 (`fib saddr . mark . iif oif missing drop`,
 * whose lookup finds nothing where the best route leads elsewhere, also when a shorter one would fit).
 */
export function passesReversePath(device: Device, source: Address, by: string): boolean {
  if (device.reversePathFilter === 'off') return true;
  const route = bestRoute(device, source);
  if (!route) return false;
  return device.reversePathFilter === 'loose' ? !leadsNowhere(route) : routeInterface(route) === by;
}
