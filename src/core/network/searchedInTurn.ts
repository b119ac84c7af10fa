import type { Address } from '../address/address.ts';
import { prefixSize, samePrefix } from '../address/prefix.ts';
import { lowerBound } from '../address/prefixTable.ts';
import type { Route } from './network.ts';

/**
 * The winners of a sorted table for addresses of one family in ascending order, told where they change. Nothing is built for it:
 * the ends of each prefix are searched for among the addresses.
 */
export function* searchedInTurn(
  routes: readonly Route[],
  addresses: readonly Address[],
): Generator<readonly [from: number, route: Route | undefined]> {
  const [first] = addresses;
  if (!first) return;
  const cuts = new RouteCuts();
  const open: { readonly route: Route; readonly end: number }[] = [];
  const closeUntil = (place: number): void => {
    for (let top = open.at(-1); top && top.end <= place; top = open.at(-1)) {
      open.pop();
      cuts.add(top.end, open.at(-1)?.route);
    }
  };
  for (const route of routes) {
    const { prefix } = route;
    if (prefix.family !== first.family) continue;
    const start = placeFrom(addresses, prefix.value);
    const end = placeFrom(addresses, prefix.value + prefixSize(prefix), start);
    if (start === end) continue;
    closeUntil(start);
    const top = open.at(-1)?.route;
    // Of routes for one prefix the first wins.
    if (top && samePrefix(top.prefix, prefix)) continue;
    open.push({ route, end });
    cuts.add(start, route);
  }
  closeUntil(addresses.length);
  yield* cuts.told(addresses.length);
}

/** Where the winner changes, from the first address on; what is said last of a place holds. */
class RouteCuts {
  readonly #places: number[] = [0];
  readonly #routes: (Route | undefined)[] = [undefined];

  add(place: number, route: Route | undefined): void {
    if (this.#places.at(-1) === place) this.#routes[this.#routes.length - 1] = route;
    else {
      this.#places.push(place);
      this.#routes.push(route);
    }
  }

  *told(end: number): Generator<readonly [from: number, route: Route | undefined]> {
    let before: Route | undefined | null = null;
    for (const [i, place] of this.#places.entries()) {
      const route = this.#routes[i];
      if (place >= end || route === before) continue;
      before = route;
      yield [place, route];
    }
  }
}

const numbers = new WeakMap<readonly Address[], Float64Array>();

/** The place of the first address that is not below the value, from a place on. IPv4 is searched as numbers, many times quicker than BigInts. */
function placeFrom(addresses: readonly Address[], value: bigint, from = 0): number {
  if (addresses[0]?.family === 6) return lowerBound(addresses, from, (address) => address.value < value);
  let known = numbers.get(addresses);
  if (!known) {
    known = Float64Array.from(addresses, (address) => Number(address.value));
    numbers.set(addresses, known);
  }
  const wanted = Number(value);
  let low = from;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
