import { type Address, compareAddresses } from '../address/address.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Network } from '../network/network.ts';
import type { Forwarding } from './forwarding.ts';

/** A set of small numbers, a bit each: of ten thousand routers for ten thousand destinations. */
export class NumberSet {
  readonly #bits: Uint32Array;

  constructor(size: number) {
    this.#bits = new Uint32Array((size + 31) >>> 5);
  }

  add(n: number): void {
    const at = n >>> 5;
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (n & 31));
  }

  has(n: number): boolean {
    return (((this.#bits[n >>> 5] ?? 0) >>> (n & 31)) & 1) === 1;
  }
}

/** Routers that send by the same way: to a device, or nowhere. */
interface Way {
  /** Undefined: no route. */
  readonly next: string | undefined;
  /** How many routers go that way now. */
  routers: number;
}

/**
 * The routers that plain forwarding does not lead from to an address, as numbers into the list of routers; undefined where all
 * do. Answers come in the order of the addresses.
 *
 * Asking each router for each address costs their product. Instead the addresses are swept in ascending order: a router is
 * heard of only where its own table sends elsewhere than before, and of all that send to one device only that device is asked.
 */
export function withoutRoute(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  addresses: readonly Address[],
): (NumberSet | undefined)[] {
  const found = addresses.map((): NumberSet | undefined => undefined);
  for (const family of [4, 6] as const) {
    const order = [...addresses.keys()].filter((i) => addresses[i]?.family === family);
    order.sort((a, b) => {
      const [left, right] = [addresses[a], addresses[b]];
      return left && right ? compareAddresses(left, right) : 0;
    });
    sweep(network, forwarding, routers, addresses, order, found);
  }
  return found;
}

function sweep(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  addresses: readonly Address[],
  order: readonly number[],
  found: (NumberSet | undefined)[],
): void {
  const ascending = order.flatMap((i) => addresses[i] ?? []);
  const changes = changesOf(network, forwarding, routers, ascending);
  const ways = new Map<string | undefined, Way>();
  const wayOf = routers.map((): Way | undefined => undefined);
  for (const [turn, index] of order.entries()) {
    for (const { router, next } of changes[turn] ?? []) {
      const before = wayOf[router];
      if (before && --before.routers === 0) ways.delete(before.next);
      wayOf[router] = goOn(ways, next);
    }
    const address = addresses[index];
    if (!address) continue;
    const lost = new Set<Way>();
    for (const way of ways.values())
      if (way.next === undefined || forwarding.from(way.next, address).kind === 'no-route') lost.add(way);
    if (lost.size === 0) continue;
    const set = new NumberSet(routers.length);
    for (const [router, way] of wayOf.entries()) {
      // Who has the address itself needs no route to it.
      if (way && lost.has(way) && !forwarding.owns(routers[router] ?? '', address)) set.add(router);
    }
    found[index] = set;
  }
}

function goOn(
  ways: Map<string | undefined, Way>,
  next: string | undefined | typeof ARRIVED,
): Way | undefined {
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
}

/** By place in the ascending addresses: the routers that send elsewhere from there on. */
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
    let before: Change['next'] | null = null;
    for (const [from, route] of bestRoutesInTurn(device, ascending)) {
      const answer = forwarding.by(device, route);
      const next = typeof answer === 'string' ? answer : answer.kind === 'no-route' ? undefined : ARRIVED;
      if (next === before) continue;
      before = next;
      changes[from]?.push({ router, next });
    }
  }
  return changes;
}
