import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAddress, anyPrefix, closeAddress, closePrefix } from '../testing/arbitraries.ts';
import {
  bitsOf,
  containsByBits,
  coversByBits,
  fixedBits,
  lastByBits,
  overlapsByBits,
} from '../testing/golden/prefixBits.ts';
import { addressBits, formatAddress, mustAddress } from './address.ts';
import {
  comparePrefixes,
  contains,
  covers,
  firstAddress,
  formatPrefix,
  hostPrefix,
  intersection,
  lastAddress,
  mustInterfaceAddress,
  mustPrefix,
  overlaps,
  parseInterfaceAddress,
  parsePrefix,
  prefixOf,
  prefixSize,
  samePrefix,
  usableRange,
} from './prefix.ts';

const prefixes = () => fc.oneof(anyPrefix(), closePrefix());
const addresses = () => fc.oneof(anyAddress(), closeAddress());

describe('prefixes in text', () => {
  it.each(['10.0.0.0/16', '0.0.0.0/0', '10.0.0.1/32', '::/0', '2001:db8::/32', '::1/128'])(
    '%s is one',
    (text) => {
      expect(formatPrefix(mustPrefix(text))).toBe(text);
    },
  );

  it.each([
    ['host bits', '10.0.0.1/16'],
    ['IPv6 host bits', '2001:db8::1/64'],
    ['no length', '10.0.0.0'],
    ['too long', '10.0.0.0/33'],
    ['too long for IPv6', '::/129'],
    ['a leading zero', '10.0.0.0/08'],
    ['a sign', '10.0.0.0/+8'],
    ['a netmask', '10.0.0.0/255.0.0.0'],
    ['two slashes', '10.0.0.0/8/8'],
    ['an empty length', '10.0.0.0/'],
  ])('%s: %s is none', (_, text) => {
    expect(parsePrefix(text)).toBeUndefined();
    expect(() => mustPrefix(text)).toThrow(/not a CIDR/);
  });

  it('an interface address keeps its host bits beside its segment', () => {
    const { address, prefix } = mustInterfaceAddress('10.32.0.7/24');
    expect([formatAddress(address), formatPrefix(prefix)]).toEqual(['10.32.0.7', '10.32.0.0/24']);
    expect(parseInterfaceAddress('10.32.0.7')).toBeUndefined();
    expect(() => mustInterfaceAddress('10.32.0.7')).toThrow(/with a prefix length/);
  });

  it('what is written reads back to the same prefix', () => {
    fc.assert(
      fc.property(prefixes(), (p) => {
        fc.pre(p.family === 4 || p.value >> 32n !== 0xffffn);
        expect(parsePrefix(formatPrefix(p))).toEqual(p);
      }),
    );
  });
});

describe('prefix arithmetic agrees with strings of bits', () => {
  it('prefixOf keeps the fixed bits and clears the rest', () => {
    fc.assert(
      fc.property(addresses(), fc.nat(128), (address, n) => {
        const length = n % (addressBits(address.family) + 1);
        const p = prefixOf(address, length);
        expect(fixedBits(p)).toBe(bitsOf(address).slice(0, 2 + length));
        expect(bitsOf(p).slice(2 + length)).not.toContain('1');
      }),
    );
  });

  it('contains', () => {
    fc.assert(fc.property(prefixes(), addresses(), (p, a) => contains(p, a) === containsByBits(p, a)));
  });

  it('covers, overlaps and intersection', () => {
    fc.assert(
      fc.property(prefixes(), prefixes(), (a, b) => {
        expect(covers(a, b)).toBe(coversByBits(a, b));
        expect(overlaps(a, b)).toBe(overlapsByBits(a, b));
        const common = intersection(a, b);
        expect(common !== undefined).toBe(overlapsByBits(a, b));
        if (common) expect(coversByBits(a, common) && coversByBits(b, common)).toBe(true);
        expect(common?.length).toBe(common && Math.max(a.length, b.length));
      }),
    );
  });

  it('an address is in the intersection exactly when it is in both', () => {
    fc.assert(
      fc.property(closePrefix(), closePrefix(), closeAddress(), (a, b, address) => {
        const common = intersection(a, b);
        expect(common !== undefined && contains(common, address)).toBe(
          contains(a, address) && contains(b, address),
        );
      }),
    );
  });

  it('first, last and size', () => {
    fc.assert(
      fc.property(prefixes(), (p) => {
        expect(lastAddress(p)).toEqual(lastByBits(p));
        expect(lastAddress(p).value - firstAddress(p).value + 1n).toBe(prefixSize(p));
        expect(contains(p, firstAddress(p)) && contains(p, lastAddress(p))).toBe(true);
      }),
    );
  });

  it('a container stands before its contents, and only the same prefix is equal', () => {
    fc.assert(
      fc.property(prefixes(), prefixes(), (a, b) => {
        expect(comparePrefixes(a, b) === 0).toBe(samePrefix(a, b));
        if (covers(a, b)) expect(comparePrefixes(a, b)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('the prefix of one address holds that address alone', () => {
    fc.assert(
      fc.property(addresses(), (a) => {
        expect([firstAddress(hostPrefix(a)), lastAddress(hostPrefix(a))]).toEqual([a, a]);
      }),
    );
  });
});

describe('usable addresses', () => {
  it.each([
    ['172.16.0.0/24', '172.16.0.1', '172.16.0.254'],
    ['172.16.0.0/30', '172.16.0.1', '172.16.0.2'],
    ['172.16.0.0/31', '172.16.0.0', '172.16.0.1'],
    ['172.16.0.0/32', '172.16.0.0', '172.16.0.0'],
    ['fd00::/64', 'fd00::1', 'fd00::ffff:ffff:ffff:ffff'],
    ['fd00::/126', 'fd00::1', 'fd00::3'],
    ['fd00::/127', 'fd00::', 'fd00::1'],
    ['fd00::/128', 'fd00::', 'fd00::'],
  ])('[A2] of %s: %s to %s', (text, first, last) => {
    expect(usableRange(mustPrefix(text))).toEqual({
      first: mustAddress(first).value,
      last: mustAddress(last).value,
    });
  });
});
