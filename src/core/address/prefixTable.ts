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

/** The address line of a family, cut where another prefix becomes the longest: entry `i` holds from `starts[i]` on. */
interface Line<N, V> {
  readonly starts: N[];
  readonly entries: (TableEntry<V> | undefined)[];
}

/**
 * Longest-prefix match: the prefixes are swept once into stretches of addresses with one answer each, and a search by halves
 * finds the stretch. Of equal prefixes the later is found first, and the earlier is its `outer`.
 */
export class PrefixTable<V> {
  readonly #four: Line<number, V> = { starts: [0], entries: [undefined] };
  readonly #six: Line<bigint, V> = { starts: [0n], entries: [undefined] };

  constructor(pairs: readonly (readonly [Prefix, V])[]) {
    const { order, parent } = overlapForest(pairs.map(([prefix]) => prefix));
    const entries: TableEntry<V>[] = [];
    const open: TableEntry<V>[] = [];
    const closeUntil = (outer: TableEntry<V> | undefined): void => {
      for (let top = open.at(-1); top && top !== outer; top = open.at(-1)) {
        open.pop();
        const end = lastAddress(top.prefix);
        this.#cut(end.family, end.value + 1n, open.at(-1));
      }
    };
    for (const index of order) {
      const pair = pairs[index];
      if (!pair) continue;
      const outer = entries[parent[index] ?? -1];
      closeUntil(outer);
      const entry = { prefix: pair[0], value: pair[1], outer };
      entries[index] = entry;
      open.push(entry);
      this.#cut(entry.prefix.family, entry.prefix.value, entry);
    }
    closeUntil(undefined);
  }

  /** The longest prefix that holds the address. */
  longest(address: Address): TableEntry<V> | undefined {
    if (address.family === 4) return stretchAt(this.#four, Number(address.value));
    return stretchAtBig(this.#six, address.value);
  }

  /**
   * The longest prefixes of addresses of one family in ascending order, told where they change: `[3, entry]` says that from the
   * fourth address on it is this one. Costs two searches a change, however many the addresses are.
   */
  *longestInTurn(
    addresses: readonly Address[],
  ): Generator<readonly [from: number, entry: TableEntry<V> | undefined]> {
    for (let i = 0; i < addresses.length; ) {
      const address = addresses[i];
      if (!address) return;
      const line: Line<number | bigint, V> = address.family === 4 ? this.#four : this.#six;
      const at = stretchIndex(line, address.value);
      yield [i, line.entries[at]];
      const end = line.starts[at + 1];
      if (end === undefined) return;
      i = lowerBound(addresses, i + 1, (a) => a.value < end);
    }
  }

  #cut(family: 4 | 6, value: bigint, entry: TableEntry<V> | undefined): void {
    if (family === 4) {
      if (value <= 0xffffffffn) put(this.#four, Number(value), entry);
    } else if (value >> 128n === 0n) put(this.#six, value, entry);
  }
}

/** Cuts the line at its end, or says anew who holds from its last cut on. */
function put<N, V>({ starts, entries }: Line<N, V>, start: N, entry: TableEntry<V> | undefined): void {
  if (starts.at(-1) === start) entries[entries.length - 1] = entry;
  else {
    starts.push(start);
    entries.push(entry);
  }
}

function stretchAt<V>({ starts, entries }: Line<number, V>, value: number): TableEntry<V> | undefined {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return entries[low];
}

/** The same over BigInts, apart: code that meets one kind of number only is several times faster. */
function stretchAtBig<V>({ starts, entries }: Line<bigint, V>, value: bigint): TableEntry<V> | undefined {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as bigint) <= value) low = middle;
    else high = middle;
  }
  return entries[low];
}

/** The stretch that holds a value. Numbers and BigInts compare. */
const stretchIndex = <V>({ starts }: Line<number | bigint, V>, value: bigint): number =>
  lowerBound(starts, 1, (start) => start <= value) - 1;

/** The first index from `low` on whose item is not `before` any more. */
function lowerBound<T>(items: readonly T[], from: number, before: (item: T) => boolean): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
