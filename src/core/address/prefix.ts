import { type Address, addressBits, type Family, formatAddress, parseAddress } from './address.ts';

/** A canonical IP prefix: `value` is its first address, host bits zero. Immutable. */
export interface Prefix {
  readonly family: Family;
  readonly value: bigint;
  readonly length: number;
}

/** An address together with the length of the segment that it is on, as in `10.32.0.7/24`. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly prefix: Prefix;
}

/** Reads `address/length`, host bits allowed; undefined when it is not that. */
export function parseInterfaceAddress(text: string): InterfaceAddress | undefined {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const lengthText = text.slice(slash + 1);
  if (!address || !/^(0|[1-9]\d{0,2})$/.test(lengthText)) return undefined;
  const length = Number(lengthText);
  return length > addressBits(address.family) ? undefined : { address, prefix: prefixOf(address, length) };
}

/** Reads a CIDR; undefined when it is none or has host bits set (`maskedText` gives the remedy). */
export function parsePrefix(text: string): Prefix | undefined {
  const parsed = parseInterfaceAddress(text);
  return parsed && parsed.address.value === parsed.prefix.value ? parsed.prefix : undefined;
}

/** As `parsePrefix`, for text known to be good; throws otherwise. */
export function mustPrefix(text: string): Prefix {
  const prefix = parsePrefix(text);
  if (!prefix) throw new Error(`not a CIDR: ${text}`);
  return prefix;
}

/** As `parseInterfaceAddress`, for text known to be good; throws otherwise. */
export function mustInterfaceAddress(text: string): InterfaceAddress {
  const parsed = parseInterfaceAddress(text);
  if (!parsed) throw new Error(`not an address with a prefix length: ${text}`);
  return parsed;
}

/** The prefix of that length that the address is in. */
export function prefixOf(address: Address, length: number): Prefix {
  const hostBits = BigInt(addressBits(address.family) - length);
  return { family: address.family, value: (address.value >> hostBits) << hostBits, length };
}

/** The prefix that holds this one address: /32 or /128. */
export const hostPrefix = (address: Address): Prefix => prefixOf(address, addressBits(address.family));

/** The canonical text, as `10.0.0.0/16` or `2001:db8::/32`. */
export const formatPrefix = (p: Prefix): string => `${formatAddress(p)}/${p.length}`;

/** Number of addresses, network and broadcast included. */
export const prefixSize = (p: Prefix): bigint => 1n << BigInt(addressBits(p.family) - p.length);

export const firstAddress = (p: Prefix): Address => ({ family: p.family, value: p.value });

export const lastAddress = (p: Prefix): Address => ({
  family: p.family,
  value: p.value + prefixSize(p) - 1n,
});

/**
 * The addresses a device may bear: without network and broadcast address in IPv4 up to /30, without the
 * subnet-router anycast address in IPv6 up to /126; both of a /31 or /127; the one of a /32 or /128.
 */
export function usableRange(p: Prefix): { first: bigint; last: bigint } {
  const last = p.value + prefixSize(p) - 1n;
  if (addressBits(p.family) - p.length < 2) return { first: p.value, last };
  return { first: p.value + 1n, last: p.family === 4 ? last - 1n : last };
}

/**
 * contains(10.0.0.0/8, 10.1.2.3)  //=> true
 * contains(10.0.0.0/8, ::1)       //=> false: other family
 */
export const contains = (p: Prefix, a: Address): boolean =>
  p.family === a.family &&
  a.value >> BigInt(addressBits(p.family) - p.length) === p.value >> BigInt(addressBits(p.family) - p.length);

/** True when every address of `inner` is in `outer`; a prefix covers itself. */
export const covers = (outer: Prefix, inner: Prefix): boolean =>
  outer.length <= inner.length && contains(outer, inner);

/**
 * overlaps(10.0.0.0/8, 10.1.0.0/16)     //=> true: nested
 * overlaps(10.0.0.0/24, 10.0.1.0/24)    //=> false: adjacent
 */
export const overlaps = (a: Prefix, b: Prefix): boolean => covers(a, b) || covers(b, a);

/** What both have in common: of two overlapping prefixes the longer; undefined when they are disjoint. */
export const intersection = (a: Prefix, b: Prefix): Prefix | undefined =>
  covers(a, b) ? b : covers(b, a) ? a : undefined;

export const samePrefix = (a: Prefix, b: Prefix): boolean =>
  a.family === b.family && a.value === b.value && a.length === b.length;

/** Orders by family, first address, then shorter prefix first: a container stands before its contents. */
export const comparePrefixes = (a: Prefix, b: Prefix): number =>
  a.family - b.family || (a.value < b.value ? -1 : a.value > b.value ? 1 : a.length - b.length);
