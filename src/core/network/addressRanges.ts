import type { Address } from '../address/address.ts';
import { lastAddress, type Prefix } from '../address/prefix.ts';

/** A few prefixes, asked over and over whether one of them holds an address: numbers, not BigInts, for IPv4. */
export class AddressRanges {
  readonly #four: readonly (readonly [first: number, last: number])[];
  readonly #six: readonly (readonly [first: bigint, last: bigint])[];

  constructor(prefixes: readonly Prefix[]) {
    const ends = (prefix: Prefix) => [prefix.value, lastAddress(prefix).value] as const;
    const of = (family: 4 | 6) => prefixes.filter((prefix) => prefix.family === family).map(ends);
    this.#four = of(4).map(([first, last]) => [Number(first), Number(last)] as const);
    this.#six = of(6);
  }

  has({ family, value }: Address): boolean {
    return this.holds(family === 4 ? Number(value) : value);
  }

  /** As `has`, for an address as a number (`addressNumber`). */
  holds(address: number | bigint): boolean {
    if (typeof address === 'number') {
      for (const [first, last] of this.#four) if (address >= first && address <= last) return true;
    } else for (const [first, last] of this.#six) if (address >= first && address <= last) return true;
    return false;
  }

  /** True where some of the addresses from the first to the last are in one of them. */
  meet(first: Address, last: Address): boolean {
    if (first.family === 6)
      return this.#six.some((range) => range[0] <= last.value && range[1] >= first.value);
    const [low, high] = [Number(first.value), Number(last.value)];
    return this.#four.some((range) => range[0] <= high && range[1] >= low);
  }
}
