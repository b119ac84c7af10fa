import { comparePrefixes, covers, mustPrefix, type Prefix, prefixOf } from '../address/prefix.ts';

/** A block of the address space that plans take their ranges from. */
export interface Pool {
  readonly prefix: Prefix;
  /** What people call it: `private`, `shared (carrier-grade NAT)`. */
  readonly name: string;
}

const pool = (cidr: string, name: string): Pool => ({ prefix: mustPrefix(cidr), name });

/** The pools of RFC 1918, 6598 and 4193, and those kept for documentation (RFC 5737, 3849, 9637). */
const POOLS: readonly Pool[] = [
  pool('10.0.0.0/8', 'private'),
  pool('172.16.0.0/12', 'private'),
  pool('192.168.0.0/16', 'private'),
  pool('100.64.0.0/10', 'shared, carrier-grade NAT'),
  pool('169.254.0.0/16', 'link-local'),
  pool('192.0.2.0/24', 'documentation'),
  pool('198.51.100.0/24', 'documentation'),
  pool('203.0.113.0/24', 'documentation'),
  pool('fc00::/7', 'unique local'),
  pool('fe80::/10', 'link-local'),
  pool('2001:db8::/32', 'documentation'),
  pool('3fff::/20', 'documentation'),
];

/** How wide a pool is that has no name of its own: a /8 of IPv4, a /32 of IPv6. */
const WIDTH = { 4: 8, 6: 32 } as const;

/**
 * The pool that a range is taken from. Ranges outside of the known ones are put together by the block around them; one
 * that is wider than that is a pool by itself.
 */
export function poolOf(range: Prefix): Pool {
  const known = POOLS.find(({ prefix }) => covers(prefix, range));
  return (
    known ?? {
      prefix: prefixOf(range, Math.min(range.length, WIDTH[range.family])),
      name: 'outside of the private blocks',
    }
  );
}

/**
 * The smallest block that holds all ranges, and one bit wider, so that there is free space to see beside them; never more
 * than the pool.
 *
 * windowOf(10.0.0.0/8, [10.0.0.0/16, 10.1.0.0/16])  //=> 10.0.0.0/14
 */
export function windowOf(home: Prefix, ranges: readonly Prefix[]): Prefix {
  const inside = ranges.filter((range) => covers(home, range)).sort(comparePrefixes);
  const [first] = inside;
  if (!first) return home;
  let length = Math.min(...inside.map((range) => range.length));
  while (length > home.length && !inside.every((range) => covers(prefixOf(first, length), range))) length--;
  return prefixOf(first, Math.max(home.length, length - 1));
}
