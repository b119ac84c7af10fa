import type { Address, Family } from '../address/address.ts';
import { comparePrefixes, lastAddress, type Prefix, samePrefix } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import type { Device, Route, RouteSource } from './network.ts';
import { searchedInTurn } from './searchedInTurn.ts';

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

/** A winning route, and those that lose to it on the same prefix or by a shorter one. */
export interface Match {
  readonly route: Route;
  readonly losers: readonly Route[];
}

/** A forwarding table, and what was looked up in it so far. */
export interface Fib {
  /** The routes of each prefix: the one there is, or all of them, best first. */
  readonly table: PrefixTable<Route | readonly Route[]>;
  readonly matches: Map<number, Match>;
}

const fibs = new WeakMap<readonly Route[], Fib>();

/** A table too long to be written out: it makes the routes that it is asked for. */
export interface BigTable {
  readonly own: readonly Route[];
  readonly count: number;
  best(address: Address): Route | undefined;
  match(address: Address): Match | undefined;
  /** The best route, or another that sends the same way: found sooner. */
  alike(address: Address): Route | undefined;
  /** As `bestRoutesInTurn`; of routes that send the same way one may stand for another. */
  inTurn(addresses: readonly Address[]): Iterable<readonly [from: number, route: Route | undefined]>;
}

const bigTables = new WeakMap<Pick<Device, 'routes'>, BigTable>();

/** Lets a device's routes be looked up in that table, and not in one made of its `routes`. */
export const lookUpIn = (table: BigTable, device: Device): void => {
  bigTables.set(device, table);
};

export const hasBigTable = (device: Device): boolean => bigTables.has(device);

/** The routes that a device does not owe to what others told it over BGP links (R5). */
export const ownRoutesOf = (device: Device): readonly Route[] => bigTables.get(device)?.own ?? device.routes;

/** How many routes a device has, without writing a big table out. */
export const routeCountOf = (device: Device): number => bigTables.get(device)?.count ?? device.routes.length;

/** The longest-prefix match for an address. Undefined when no route covers the address. */
export function lookup(device: Pick<Device, 'routes'>, address: Address): Match | undefined {
  const big = bigTables.get(device);
  if (big) return big.match(address);
  const fib = fibOf(device.routes);
  return matchAt(fib, fib.table.place(address));
}

/** As `lookup`, the winner only: for decisions whose losers nobody asks for. */
export function bestRoute(device: Pick<Device, 'routes'>, address: Address): Route | undefined {
  const big = bigTables.get(device);
  if (big) return big.best(address);
  const { table } = fibOf(device.routes);
  return winner(table.valueAt(table.place(address)));
}

/** As `bestRoute`, where only the way that it sends counts: of a big table another that sends the same way may stand for it. */
export function routeAlike(device: Device, address: Address): Route | undefined {
  const big = bigTables.get(device);
  return big ? big.alike(address) : bestRoute(device, address);
}

/** The best of the routes of a prefix, as a table keeps them. */
export const winner = (routes: Route | readonly Route[] | undefined): Route | undefined =>
  routes === undefined || 'prefix' in routes ? routes : routes[0];

/**
 * The winners for addresses of one family in ascending order, told where they change: `[3, route]` says that from the fourth
 * address on it is this one, or (of a big table) one that sends the same way. The table must be sorted, as those of a network are: a long one is gone through beside the
 * addresses, and nothing is built for it.
 */
export function* bestRoutesInTurn(
  device: Pick<Device, 'routes'>,
  addresses: readonly Address[],
): Generator<readonly [from: number, route: Route | undefined]> {
  const big = bigTables.get(device);
  if (big) {
    yield* big.inTurn(addresses);
    return;
  }
  const { routes } = device;
  if (routes.length * SEARCHES < addresses.length) {
    yield* searchedInTurn(routes, addresses);
    return;
  }
  const open: { readonly route: Route; readonly last: bigint }[] = [];
  const close = (value: bigint): void => {
    for (let top = open.at(-1); top && top.last < value; top = open.at(-1)) open.pop();
  };
  let next = 0;
  let told: Route | undefined | null = null;
  for (const [i, { family, value }] of addresses.entries()) {
    for (let route = routes[next]; route && isUpTo(route.prefix, family, value); route = routes[++next]) {
      if (route.prefix.family !== family) continue;
      close(route.prefix.value);
      const top = open.at(-1)?.route;
      // Of routes for one prefix the first wins.
      if (top && samePrefix(top.prefix, route.prefix)) continue;
      open.push({ route, last: lastAddress(route.prefix).value });
    }
    close(value);
    const best = open.at(-1)?.route;
    if (best === told) continue;
    told = best;
    yield [i, best];
  }
}

/** Below so many addresses for a route, going through both is cheaper than searching. */
const SEARCHES = 16;

const isUpTo = (prefix: Prefix, family: Family, value: bigint): boolean =>
  prefix.family < family || (prefix.family === family && prefix.value <= value);

function matchAt(fib: Fib, place: number): Match | undefined {
  const routes = fib.table.valueAt(place);
  if (!routes) return undefined;
  const known = fib.matches.get(place);
  if (known) return known;
  const [route, ...same] = 'prefix' in routes ? [routes] : routes;
  if (!route) return undefined;
  const shorter = matchAt(fib, fib.table.outerOf(place));
  const match = { route, losers: shorter ? [...same, shorter.route, ...shorter.losers] : same };
  fib.matches.set(place, match);
  return match;
}

/** The table of these routes, made at the first question. */
export function fibOf(routes: readonly Route[]): Fib {
  let fib = fibs.get(routes);
  if (!fib) {
    fib = buildFib(routes);
    fibs.set(routes, fib);
  }
  return fib;
}

function buildFib(routes: readonly Route[]): Fib {
  const prefixes: Prefix[] = [];
  const values: (Route | readonly Route[])[] = [];
  for (const same of groupByPrefix([...routes].sort((a, b) => comparePrefixes(a.prefix, b.prefix)))) {
    const [first] = same;
    if (!first) continue;
    prefixes.push(first.prefix);
    values.push(same.length === 1 ? first : [...same].sort(compareRoutes));
  }
  return { table: new PrefixTable(prefixes, values), matches: new Map() };
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
