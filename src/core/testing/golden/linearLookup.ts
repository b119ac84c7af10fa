import type { Address } from '../../address/address.ts';
import type { Route } from '../../network/network.ts';
import { containsByBits } from './prefixBits.ts';

/**
 * The slow twin of `lookup`: asks every route of the table, in its order, whether it covers the address, and lets the better
 * one stand: longer prefix; then connected, static, BGP; then the shorter path; then the lower link id; then who came first.
 */
export function linearLookup(routes: readonly Route[], address: Address): Route | undefined {
  let best: Route | undefined;
  for (const route of routes) {
    if (!containsByBits(route.prefix, address)) continue;
    if (!best || isBetter(route, best)) best = route;
  }
  return best;
}

function isBetter(a: Route, b: Route): boolean {
  if (a.prefix.length !== b.prefix.length) return a.prefix.length > b.prefix.length;
  const kinds = ['connected', 'static', 'bgp'];
  if (a.source !== b.source) return kinds.indexOf(a.source) < kinds.indexOf(b.source);
  if (a.pathLength !== b.pathLength) return a.pathLength < b.pathLength;
  return linkOf(a) < linkOf(b);
}

const linkOf = (route: Route): string => (route.action.kind === 'link' ? route.action.link : '');
