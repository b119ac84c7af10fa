import type { Address } from '../address/address.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Network, Route } from '../network/network.ts';
import type { Forwarding } from './forwarding.ts';

/** Routers that send by the same way: to a device, or nowhere. */
export interface Way {
  /** Undefined: no route. */
  readonly next: string | undefined;
  /** The number of the router that this is; -1 for none. */
  readonly router: number;
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
  /** By number of router: 1 where it takes a route that is marked. */
  readonly marked: Uint8Array;
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
  isMarked: (route: Route) => boolean = () => false,
): Generator<Turn> {
  const ends = new Ends();
  const ways = new Map<string | undefined, Way>();
  const numbers = new Map(routers.map((id, i) => [id, i]));
  const of = routers.map((): Way | undefined => undefined);
  const marked = new Uint8Array(routers.length);
  // In blocks, so that what thousands of routers change at thousands of addresses is not all kept at once.
  const size = Math.max(LEAST_BLOCK, Math.floor(MOST_CHANGES / Math.max(1, routers.length)));
  for (let start = 0; start < ascending.length; start += size) {
    const block = ascending.slice(start, start + size);
    const changes = changesOf(network, forwarding, routers, block, ends, isMarked);
    for (const [turn, address] of block.entries()) {
      const list = changes[turn] ?? [];
      for (let i = 0; i < list.length; i += 2) {
        const router = list[i] as number;
        const change = list[i + 1] as number;
        const next = ends.at(change >> 1);
        marked[router] = change & 1;
        const before = of[router];
        if (before && before.next === next) continue;
        if (before && --before.routers === 0) ways.delete(before.next);
        of[router] = goOn(ways, next, numbers);
      }
      yield { address, ways: ways.values(), of, marked };
    }
  }
}

/** Addresses of a block at least, and changes at most. */
const LEAST_BLOCK = 64;
const MOST_CHANGES = 4_000_000;

/** Where routers send, as numbers: nowhere further, nowhere for want of a route, or to a device. */
class Ends {
  readonly #ends: (string | undefined | typeof ARRIVED)[] = [ARRIVED, undefined];
  readonly #numbers = new Map<string, number>();

  at(number: number): string | undefined | typeof ARRIVED {
    return this.#ends[number];
  }

  numberOf(next: string): number {
    const known = this.#numbers.get(next);
    if (known !== undefined) return known;
    this.#numbers.set(next, this.#ends.length);
    return this.#ends.push(next) - 1;
  }
}

function goOn(
  ways: Map<string | undefined, Way>,
  next: string | undefined | typeof ARRIVED,
  numbers: ReadonlyMap<string, number>,
): Way | undefined {
  if (next === ARRIVED) return undefined;
  const way = ways.get(next) ?? { next, router: numbers.get(next ?? '') ?? -1, routers: 0 };
  way.routers++;
  ways.set(next, way);
  return way;
}

/** An end that is not for want of a route: there, or lost otherwise. */
const ARRIVED = Symbol('arrived');

/**
 * By place in the ascending addresses: pairs of numbers, a router and where it sends from there on (its place in `ends`, doubled,
 * and the mark). Routers that exchange all their prefixes change millions of times, so these are no objects.
 */
function changesOf(
  network: Network,
  forwarding: Forwarding,
  routers: readonly string[],
  ascending: readonly Address[],
  ends: Ends,
  isMarked: (route: Route) => boolean,
): number[][] {
  const changes = ascending.map((): number[] => []);
  for (const [router, id] of routers.entries()) {
    const device = network.devices.get(id);
    if (!device) continue;
    let before = -1;
    for (const [from, route] of bestRoutesInTurn(device, ascending)) {
      const answer = forwarding.by(device, route);
      const end = typeof answer === 'string' ? ends.numberOf(answer) : answer.kind === 'no-route' ? 1 : 0;
      const change = 2 * end + (route && isMarked(route) ? 1 : 0);
      if (change === before) continue;
      before = change;
      changes[from]?.push(router, change);
    }
  }
  return changes;
}
