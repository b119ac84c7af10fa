import type { Address } from '../address/address.ts';
import { lookup } from '../network/fib.ts';
import type { Device, Route } from '../network/network.ts';

/** The interface that a route sends by; undefined for routes that lead nowhere inside the plan. */
export const routeInterface = (route: Route): string | undefined =>
  'interface' in route.action ? route.action.interface : undefined;

const leadsNowhere = (route: Route): boolean =>
  route.action.kind === 'blackhole' || route.action.kind === 'service-range';

/**
 * W3: whether a packet with that source may come in by that interface.
 *
 * IPv4 is the kernel's rp_filter: strict asks for the best route back. IPv6 is firewalld's nftables rule: `fib saddr . iif`
 * looks only at routes by that interface, so a shorter one passes where a longer one leads elsewhere; loose asks for any route.
 */
export function passesReversePath(device: Device, source: Address, by: string): boolean {
  if (device.reversePathFilter === 'off') return true;
  const found = lookup(device, source);
  if (!found) return false;
  if (device.reversePathFilter === 'loose') return !leadsNowhere(found.route);
  if (source.family === 4) return routeInterface(found.route) === by;
  return [found.route, ...found.losers].some((route) => routeInterface(route) === by);
}
