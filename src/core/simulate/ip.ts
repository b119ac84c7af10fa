import type { Address, Family } from '../address/address.ts';
import { contains, mustPrefix, type Prefix } from '../address/prefix.ts';

/** An address as walks compare it: IPv4 as one 32-bit number, because BigInts are slow to compare and slower to shift. */
export interface Ip {
  readonly address: Address;
  readonly family: Family;
  /** All of an IPv4 address, as a signed number; of IPv6 the lowest 32 bits. */
  readonly bits: number;
}

export const ipOf = (address: Address): Ip => ({
  address,
  family: address.family,
  bits: address.family === 4 ? Number(address.value) | 0 : Number(BigInt.asIntN(32, address.value)),
});

/** True when both are the same address. */
export const sameIp = (a: Ip, b: Ip): boolean =>
  a === b ||
  (a.bits === b.bits && a.family === b.family && (a.family === 4 || a.address.value === b.address.value));

/** A key for maps and sets: a number for IPv4, a BigInt for IPv6. */
export const ipKey = ({ family, bits, address }: Ip): number | bigint =>
  family === 4 ? bits : address.value;

/** As `ipKey` of the address. */
export const keyOf = ({ family, value }: Address): number | bigint =>
  family === 4 ? Number(value) | 0 : value;

/** A prefix as walks ask about it. */
export interface Block {
  readonly prefix: Prefix;
  readonly family: Family;
  /** IPv4: the first address, and the bits that are fixed. */
  readonly bits: number;
  readonly mask: number;
}

export const blockOf = (prefix: Prefix): Block => ({
  prefix,
  family: prefix.family,
  bits: prefix.family === 4 ? Number(prefix.value) | 0 : 0,
  mask: prefix.family === 4 ? maskOf(prefix.length) : 0,
});

/** The bits of an IPv4 address that a prefix of that length fixes; shifting by 32 would shift by nothing. */
const maskOf = (length: number): number => (length === 0 ? 0 : -1 << (32 - length));

export const holds = (block: Block, ip: Ip): boolean =>
  block.family === ip.family &&
  (ip.family === 4 ? (ip.bits & block.mask) === block.bits : contains(block.prefix, ip.address));

const LOOPBACK = { 4: blockOf(mustPrefix('127.0.0.0/8')), 6: blockOf(mustPrefix('::1/128')) } as const;
const GROUPS = { 4: blockOf(mustPrefix('224.0.0.0/4')), 6: blockOf(mustPrefix('ff00::/8')) } as const;
const LIMITED_BROADCAST = -1;

export const isLoopback = (ip: Ip): boolean => holds(LOOPBACK[ip.family], ip);

/** True for what can be one device's address: not multicast, the limited broadcast or the unspecified address. */
export const isUnicast = (ip: Ip): boolean =>
  !holds(GROUPS[ip.family], ip) &&
  (ip.family === 4 ? ip.bits !== 0 && ip.bits !== LIMITED_BROADCAST : ip.address.value !== 0n);
