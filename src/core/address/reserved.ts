import { mustPrefix, overlaps, type Prefix } from './prefix.ts';

/** A block of addresses that is set aside for a purpose, and the document that says so. */
export interface ReservedBlock {
  readonly prefix: Prefix;
  /** As it fits "… is set aside for": `documentation`. */
  readonly purpose: string;
  readonly rfc: string;
}

const block = (cidr: string, purpose: string, rfc: string): ReservedBlock => ({
  prefix: mustPrefix(cidr),
  purpose,
  rfc,
});

/** Blocks of the IANA special-purpose registries that no network of a plan should use (private ones are not among them). */
export const RESERVED_BLOCKS: readonly ReservedBlock[] = [
  block('0.0.0.0/8', 'this network', 'RFC 1122'),
  block('100.64.0.0/10', 'carrier-grade NAT', 'RFC 6598'),
  block('127.0.0.0/8', 'loopback', 'RFC 1122'),
  block('169.254.0.0/16', 'link-local addresses', 'RFC 3927'),
  block('192.0.2.0/24', 'documentation', 'RFC 5737'),
  block('198.18.0.0/15', 'benchmarking', 'RFC 2544'),
  block('198.51.100.0/24', 'documentation', 'RFC 5737'),
  block('203.0.113.0/24', 'documentation', 'RFC 5737'),
  block('224.0.0.0/4', 'multicast', 'RFC 5771'),
  block('240.0.0.0/4', 'future use (class E)', 'RFC 1112'),
  block('::1/128', 'loopback', 'RFC 4291'),
  block('100::/64', 'discarding', 'RFC 6666'),
  block('2001:2::/48', 'benchmarking', 'RFC 5180'),
  block('2001:db8::/32', 'documentation', 'RFC 3849'),
  block('3fff::/20', 'documentation', 'RFC 9637'),
  block('fe80::/10', 'link-local addresses', 'RFC 4291'),
  block('ff00::/8', 'multicast', 'RFC 4291'),
];

/** True for link-local blocks, which are right on a link of two routers and nowhere else. */
export const isLinkLocal = (reserved: ReservedBlock): boolean => reserved.purpose === 'link-local addresses';

/** The private blocks of RFC 1918. */
export const PRIVATE_BLOCKS: readonly Prefix[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(
  mustPrefix,
);

/** The blocks that a prefix has addresses of. */
export const reservedBlocksOf = (prefix: Prefix): ReservedBlock[] =>
  RESERVED_BLOCKS.filter((reserved) => overlaps(reserved.prefix, prefix));
