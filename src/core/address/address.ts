import ipaddr from 'ipaddr.js';
import { BEHIND, newAddressRead, readAddress } from './addressText.ts';

/** The IP version. */
export type Family = 4 | 6;

/** An IP address as a number of its family. Immutable; compare with `sameAddress`. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Number of bits in an address: 32 or 128. */
export const addressBits = (family: Family): number => (family === 4 ? 32 : 128);

const read = newAddressRead();

/**
 * Reads an address in text. Returns undefined for anything but four-part decimal IPv4 and plain IPv6:
 * no octal, no shorthand, no zone, no IPv4-mapped IPv6.
 */
export function parseAddress(text: string): Address | undefined {
  const family = readAddress(text, 0, read);
  if (family === 0 || read[BEHIND] !== text.length) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0] = read;
  if (family === 4) return { family, value: BigInt(first) };
  const isMapped = first === 0 && second === 0 && third === 0xffff;
  if (isMapped) return undefined;
  const value =
    (((((BigInt(first) << 32n) | BigInt(second)) << 32n) | BigInt(third)) << 32n) | BigInt(fourth);
  return { family, value };
}

/** As `parseAddress`, for text known to be good (a parsed plan, a literal in a test); throws otherwise. */
export function mustAddress(text: string): Address {
  const address = parseAddress(text);
  if (!address) throw new Error(`not an IP address: ${text}`);
  return address;
}

/** The canonical text: dotted decimal, or RFC 5952. */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return `${value >> 24n}.${(value >> 16n) & 255n}.${(value >> 8n) & 255n}.${value & 255n}`;
  const bytes: number[] = [];
  for (let shift = 120n; shift >= 0n; shift -= 8n) bytes.push(Number((value >> shift) & 255n));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/** True when both are the same address of the same family. */
export const sameAddress = (a: Address, b: Address): boolean =>
  a === b || (a.family === b.family && a.value === b.value);

/** A key for maps and sets: equal exactly when the addresses are. */
export const addressKey = (a: Address): string => `${a.family}:${a.value}`;

/** As `addressKey`, quick to make and to look up: a number for IPv4, a BigInt for IPv6; not to be put into texts. */
export const addressNumber = ({ family, value }: Address): number | bigint =>
  family === 4 ? Number(value) : value;

/** The address `offset` places further; the caller keeps it inside the family. */
export const addressPlus = (a: Address, offset: bigint): Address => ({
  family: a.family,
  value: a.value + offset,
});

/** Orders by family, then by number. */
export const compareAddresses = (a: Address, b: Address): number =>
  a.family - b.family || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
