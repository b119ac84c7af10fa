import { type Address, addressBits, type Family } from '../../address/address.ts';
import type { Prefix } from '../../address/prefix.ts';

/*
 * The slow twin of prefix.ts: addresses and prefixes as strings of ones and zeros, which need no arithmetic to compare.
 */

/** All bits of an address; IPv4 and IPv6 never share a beginning. */
export const bitsOf = ({ family, value }: Address): string =>
  `${family}:${value.toString(2).padStart(addressBits(family), '0')}`;

/** The bits of a prefix that are fixed. */
export const fixedBits = (p: Prefix): string => bitsOf(p).slice(0, 2 + p.length);

export const containsByBits = (p: Prefix, a: Address): boolean => bitsOf(a).startsWith(fixedBits(p));
export const coversByBits = (outer: Prefix, inner: Prefix): boolean =>
  fixedBits(inner).startsWith(fixedBits(outer));
export const overlapsByBits = (a: Prefix, b: Prefix): boolean => coversByBits(a, b) || coversByBits(b, a);

/** The last address of a prefix: every free bit a one. */
export const lastByBits = (p: Prefix): Address => ({
  family: p.family,
  value: BigInt(`0b${fixedBits(p).slice(2).padEnd(addressBits(p.family), '1')}`),
});

/** The text of an address read part by part; for IPv6 without any `::`. */
export function plainText({ family, value }: Address): string {
  const width = family === 4 ? 8 : 16;
  const bits = value.toString(2).padStart(addressBits(family as Family), '0');
  const parts = bits.match(new RegExp(`.{${width}}`, 'g')) ?? [];
  return parts
    .map((part) => Number.parseInt(part, 2).toString(family === 4 ? 10 : 16))
    .join(family === 4 ? '.' : ':');
}
