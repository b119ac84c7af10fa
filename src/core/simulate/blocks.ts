import { contains, type Prefix } from '../address/prefix.ts';
import { blockOf, type Ip } from './ip.ts';

/** A few prefixes to be looked through: of IPv4 as numbers side by side, which are at hand together. */
export class Blocks {
  readonly #prefixes: readonly Prefix[];
  /** Of each prefix in turn the bits that it fixes, and what they are; of IPv6 what no address has. */
  readonly #four: readonly number[];

  constructor(prefixes: readonly Prefix[]) {
    this.#prefixes = prefixes;
    this.#four = prefixes.flatMap((prefix) => {
      const { mask, bits } = blockOf(prefix);
      return prefix.family === 4 ? [mask, bits] : NEVER;
    });
  }

  /** The place of the first that holds the address, or -1. */
  place(ip: Ip): number {
    if (ip.family === 6) return this.#prefixes.findIndex((prefix) => contains(prefix, ip.address));
    const four = this.#four;
    for (let i = 0; i < four.length; i += 2)
      if ((ip.bits & (four[i] as number)) === four[i + 1]) return i >> 1;
    return -1;
  }

  /** The first that holds the address. */
  find(ip: Ip): Prefix | undefined {
    const place = this.place(ip);
    return place < 0 ? undefined : this.#prefixes[place];
  }
}

/** No bits of an address are compared, and yet one of them is to be set. */
const NEVER: readonly number[] = [0, 1];
