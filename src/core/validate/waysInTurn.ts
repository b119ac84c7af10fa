import type { Address } from '../address/address.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Network, Route } from '../network/network.ts';
import type { Forwarding } from './forwarding.ts';

/** Routers that send by the same way: to a device, or nowhere. */
export interface Way {
  /** Undefined: no route. */
  readonly next: string | undefined;
  /** How many routers go that way now. */
  routers: number;
}

/** How the routers send to one address. */
interface Turn {
  readonly address: Address;
  /** Every way that some router goes. */
  readonly ways: Iterable<Way>;
  /** By number of router: its way; undefined where the packet has arrived, or is lost otherwise than for want of a route. */
  readonly of: readonly (Way | undefined)[];
  /** By number of router: the route that it takes. */
  readonly routes: readonly (Route | undefined)[];
}

/**
 * The ways of all routers for addresses of one family in ascending order: a router is heard of only where its own table sends
 * elsewhere than before. What a turn gives is good until the next.
 */
export function* waysInTurn(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  ascending: readonly Address[],
): Generator<Turn> {
  const changes = changesOf(network, forwarding, routers, ascending);
  const ways = new Map<string | undefined, Way>();
  const of = routers.map((): Way | undefined => undefined);
  const routes = routers.map((): Route | undefined => undefined);
  for (const [turn, address] of ascending.entries()) {
    for (const { router, next, route } of changes[turn] ?? []) {
      routes[router] = route;
      const before = of[router];
      if (before && before.next === next) continue;
      if (before && --before.routers === 0) ways.delete(before.next);
      of[router] = goOn(ways, next);
    }
    yield { address, ways: ways.values(), of, routes };
  }
}

function goOn(ways: Map<string | undefined, Way>, next: Change['next']): Way | undefined {
  if (next === ARRIVED) return undefined;
  const way = ways.get(next) ?? { next, routers: 0 };
  way.routers++;
  ways.set(next, way);
  return way;
}

/** An end that is not for want of a route: there, or lost otherwise. */
const ARRIVED = Symbol('arrived');

interface Change {
  readonly router: number;
  readonly next: string | undefined | typeof ARRIVED;
  readonly route: Route | undefined;
}

/** By place in the ascending addresses: the routers that take another route from there on. */
function changesOf(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  ascending: readonly Address[],
): Change[][] {
  const changes = ascending.map((): Change[] => []);
  for (const [router, id] of routers.entries()) {
    const device = network.devices.get(id);
    if (!device) continue;
    for (const [from, route] of bestRoutesInTurn(device, ascending)) {
      const answer = forwarding.by(device, route);
      const next = typeof answer === 'string' ? answer : answer.kind === 'no-route' ? undefined : ARRIVED;
      changes[from]?.push({ router, next, route });
    }
  }
  return changes;
}
