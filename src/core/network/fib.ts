import { type Address, addressBits } from '../address/address.ts';
import { comparePrefixes, samePrefix } from '../address/prefix.ts';
import type { Device, Route, RouteSource } from './network.ts';

const PREFERENCE: Record<RouteSource, number> = { connected: 0, static: 1, bgp: 2 };

/** The plan link that a route leaves by; empty for others, so that these come first (R6). */
const linkOf = (route: Route): string => (route.action.kind === 'link' ? route.action.link : '');

/** Better first, among routes for one prefix: connected, static, BGP; then the shorter path; then the lower link id (R5, R6). */
export function compareRoutes(a: Route, b: Route): number {
  const left = linkOf(a);
  const right = linkOf(b);
  return (
    PREFERENCE[a.source] - PREFERENCE[b.source] ||
    a.pathLength - b.pathLength ||
    (left < right ? -1 : left > right ? 1 : 0)
  );
}

/** Orders a table: by prefix, then best first; routes equal in everything keep the plan's order (R6). */
export const sortRoutes = (routes: readonly Route[]): Route[] =>
  [...routes].sort((a, b) => comparePrefixes(a.prefix, b.prefix) || compareRoutes(a, b));

/** A forwarding table: routes by prefix length, then by network bits. */
interface Fib {
  readonly lengths: readonly {
    readonly shift: bigint;
    readonly byBits: ReadonlyMap<bigint, readonly Route[]>;
  }[];
}

const fibs = new WeakMap<readonly Route[], Record<4 | 6, Fib>>();

/**
 * The longest-prefix match for an address: the winning route and those that lose to it on the same prefix or
 * by a shorter one. Undefined when no route covers the address.
 */
export function lookup(
  device: Pick<Device, 'routes'>,
  address: Address,
): { route: Route; losers: Route[] } | undefined {
  let route: Route | undefined;
  const losers: Route[] = [];
  for (const { shift, byBits } of fibOf(device.routes)[address.family].lengths) {
    for (const match of byBits.get(address.value >> shift) ?? []) {
      if (route) losers.push(match);
      else route = match;
    }
  }
  return route && { route, losers };
}

/** As `lookup`, the winner only: for decisions whose losers nobody asks for. */
export function bestRoute(device: Pick<Device, 'routes'>, address: Address): Route | undefined {
  for (const { shift, byBits } of fibOf(device.routes)[address.family].lengths) {
    const match = byBits.get(address.value >> shift);
    if (match) return match[0];
  }
  return undefined;
}

function fibOf(routes: readonly Route[]): Record<4 | 6, Fib> {
  let fib = fibs.get(routes);
  if (!fib) {
    fib = { 4: buildFib(routes, 4), 6: buildFib(routes, 6) };
    fibs.set(routes, fib);
  }
  return fib;
}

function buildFib(routes: readonly Route[], family: 4 | 6): Fib {
  const byLength = new Map<number, Map<bigint, Route[]>>();
  for (const route of routes) {
    if (route.prefix.family !== family) continue;
    const { length } = route.prefix;
    const byBits = byLength.get(length) ?? new Map<bigint, Route[]>();
    byLength.set(length, byBits);
    const bits = route.prefix.value >> BigInt(addressBits(family) - length);
    const same = byBits.get(bits);
    if (same) same.push(route);
    else byBits.set(bits, [route]);
  }
  for (const byBits of byLength.values())
    for (const same of byBits.values()) if (same.length > 1) same.sort(compareRoutes);
  const lengths = [...byLength]
    .sort(([a], [b]) => b - a)
    .map(([length, byBits]) => ({ shift: BigInt(addressBits(family) - length), byBits }));
  return { lengths };
}

/** Of a sorted table, the groups of routes for one prefix. */
export function* groupByPrefix(sorted: readonly Route[]): Generator<readonly Route[]> {
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    const previous = sorted[i - 1];
    const current = sorted[i];
    if (previous && current && samePrefix(previous.prefix, current.prefix)) continue;
    if (i > start) yield sorted.slice(start, i);
    start = i;
  }
}
