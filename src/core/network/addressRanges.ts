import type { Address } from '../address/address.ts';
import { lastAddress, type Prefix } from '../address/prefix.ts';

/** Where ranges of addresses begin and end, in ascending order and apart from each other. */
interface Ends<N> {
  readonly firsts: readonly N[];
  readonly lasts: readonly N[];
}

/** The union of some prefixes, asked over and over what it holds: numbers, not BigInts, for IPv4. */
export class AddressRanges {
  readonly #four: Ends<number>;
  readonly #six: Ends<bigint>;

  constructor(prefixes: readonly Prefix[]) {
    const ends = (family: 4 | 6): (readonly [bigint, bigint])[] =>
      prefixes.filter((p) => p.family === family).map((p) => [p.value, lastAddress(p).value]);
    this.#four = united(ends(4).map(([first, last]) => [Number(first), Number(last)] as const));
    this.#six = united(ends(6));
  }

  /** True where the address is in one of them, as a number (`addressNumber`). */
  holds(address: number | bigint): boolean {
    return typeof address === 'number'
      ? meets(this.#four, address, address)
      : meets(this.#six, address, address);
  }

  /** True where some of the addresses from the first to the last are in one of them. */
  meet(first: Address, last: Address): boolean {
    return first.family === 4
      ? meets(this.#four, Number(first.value), Number(last.value))
      : meets(this.#six, first.value, last.value);
  }
}

function united<N extends number | bigint>(ranges: (readonly [N, N])[]): Ends<N> {
  const firsts: N[] = [];
  const lasts: N[] = [];
  for (const [first, last] of ranges.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const end = lasts.length - 1;
    const before = lasts[end];
    if (before === undefined || before < first) {
      firsts.push(first);
      lasts.push(last);
    } else if (before < last) lasts[end] = last;
  }
  return { firsts, lasts };
}

function meets<N extends number | bigint>({ firsts, lasts }: Ends<N>, first: N, last: N): boolean {
  let low = 0;
  let high = firsts.length;
  // The first range that does not end before.
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lasts[middle] as N) < first) low = middle + 1;
    else high = middle;
  }
  const begin = firsts[low];
  return begin !== undefined && begin <= last;
}
