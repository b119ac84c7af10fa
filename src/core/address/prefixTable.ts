import type { Address } from './address.ts';
import { overlapForest } from './overlaps.ts';
import { lastAddress, type Prefix } from './prefix.ts';

/** A prefix with what is kept for it. */
export interface TableEntry<V> {
  readonly prefix: Prefix;
  readonly value: V;
  /** The next shorter prefix of the table that covers this one. */
  readonly outer: TableEntry<V> | undefined;
}

/** The address line of a family, cut where another prefix becomes the longest: `places[i]` holds from `starts[i]` on, -1 is nobody. */
interface Line<N> {
  readonly starts: ArrayLike<N>;
  readonly places: Int32Array;
}

/**
 * Longest-prefix match: the prefixes are swept once into stretches of addresses with one answer each, and a search by halves
 * finds the stretch. Of equal prefixes the later is found first, and the earlier is its `outer`. Kept as columns, because thousands
 * of routers may have thousands of routes each.
 */
export class PrefixTable<V> {
  readonly #prefixes: readonly Prefix[];
  readonly #values: readonly V[];
  readonly #parent: Int32Array;
  readonly #four: Line<number>;
  readonly #six: Line<bigint>;

  /** The value of each prefix stands at the same place as it. */
  constructor(prefixes: readonly Prefix[], values: readonly V[]) {
    this.#prefixes = prefixes;
    this.#values = values;
    const { order, parent } = overlapForest(prefixes);
    this.#parent = parent;
    const four = new Cuts(0);
    const six = new Cuts(0n);
    const cut = (family: 4 | 6, value: bigint, place: number): void => {
      if (family === 6) {
        if (value >> 128n === 0n) six.add(value, place);
      } else if (value >> 32n === 0n) four.add(Number(value), place);
    };
    const open: number[] = [];
    const closeUntil = (outer: number): void => {
      for (let top = open.at(-1); top !== undefined && top !== outer; top = open.at(-1)) {
        open.pop();
        const prefix = prefixes[top] as Prefix;
        cut(prefix.family, lastAddress(prefix).value + 1n, open.at(-1) ?? -1);
      }
    };
    for (const place of order) {
      const { family, value } = prefixes[place] as Prefix;
      closeUntil(parent[place] as number);
      open.push(place);
      cut(family, value, place);
    }
    closeUntil(-1);
    this.#four = { starts: Float64Array.from(four.starts), places: Int32Array.from(four.places) };
    this.#six = { starts: six.starts, places: Int32Array.from(six.places) };
  }

  /** The place of the longest prefix that holds the address, or -1. */
  place({ family, value }: Address): number {
    if (family === 4) return placeAt(this.#four, Number(value));
    return placeAtBig(this.#six, value);
  }

  /** As `place`, of an IPv4 address as a number from 0 to 2^32 - 1. */
  placeOfFour(value: number): number {
    return placeAt(this.#four, value);
  }

  valueAt(place: number): V | undefined {
    return this.#values[place];
  }

  /** The place of the next shorter prefix that covers the one at a place, or -1. */
  outerOf(place: number): number {
    return this.#parent[place] ?? -1;
  }

  /** The longest prefix that holds the address. */
  longest(address: Address): TableEntry<V> | undefined {
    return this.#entry(this.place(address));
  }

  #entry(place: number): TableEntry<V> | undefined {
    const prefix = this.#prefixes[place];
    if (!prefix) return undefined;
    return { prefix, value: this.#values[place] as V, outer: this.#entry(this.outerOf(place)) };
  }

  /**
   * The places of the longest prefixes of addresses of one family in ascending order, told where they change: `[3, 7]` says that from
   * the fourth address on it is the one at place 7. Costs two searches a change, however many the addresses are.
   */
  *placesInTurn(addresses: readonly Address[]): Generator<readonly [from: number, place: number]> {
    for (let i = 0; i < addresses.length; ) {
      const address = addresses[i];
      if (!address) return;
      const line: Line<number | bigint> = address.family === 4 ? this.#four : this.#six;
      const at = lowerBound(line.starts, 1, (start) => start <= address.value) - 1;
      yield [i, line.places[at] ?? -1];
      const end = line.starts[at + 1];
      if (end === undefined) return;
      i = lowerBound(addresses, i + 1, (a) => a.value < end);
    }
  }
}

/** A line while it is cut from its start to its end. */
class Cuts<N> {
  readonly starts: N[];
  readonly places: number[] = [-1];

  constructor(start: N) {
    this.starts = [start];
  }

  /** Cuts here, or says anew who holds from the last cut on. */
  add(start: N, place: number): void {
    if (this.starts.at(-1) === start) this.places[this.places.length - 1] = place;
    else {
      this.starts.push(start);
      this.places.push(place);
    }
  }
}

function placeAt({ starts, places }: Line<number>, value: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return places[low] ?? -1;
}

/** The same over BigInts, apart: code that meets one kind of number only is several times faster. */
function placeAtBig({ starts, places }: Line<bigint>, value: bigint): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as bigint) <= value) low = middle;
    else high = middle;
  }
  return places[low] ?? -1;
}

/** The first index from `from` on whose item is not `before` any more. */
export function lowerBound<T>(items: ArrayLike<T>, from: number, before: (item: T) => boolean): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
