import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAddress } from '../testing/arbitraries.ts';
import { bitsOf, plainText } from '../testing/golden/prefixBits.ts';
import {
  addressKey,
  addressPlus,
  compareAddresses,
  formatAddress,
  mustAddress,
  parseAddress,
  sameAddress,
} from './address.ts';

describe('addresses in text', () => {
  it.each([
    ['10.32.0.7', '10.32.0.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2001:DB8::7', '2001:db8::7'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0db8:0000:0001:0000:0000:0000:0001', '2001:db8:0:1::1'],
    ['::', '::'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ])('%s is written %s', (given, canonical) => {
    expect(formatAddress(mustAddress(given))).toBe(canonical);
  });

  it.each([
    ['a shorthand', '10.1'],
    ['a number', '167772167'],
    ['octal', '010.0.0.1'],
    ['hexadecimal', '0x0a.0.0.1'],
    ['too large a part', '10.0.0.256'],
    ['five parts', '10.0.0.0.1'],
    ['a zone', 'fe80::1%eth0'],
    ['an IPv4-mapped address', '::ffff:10.0.0.1'],
    ['two gaps', '2001::1::2'],
    ['nine groups', '1:2:3:4:5:6:7:8:9'],
    ['a space', ' 10.0.0.1'],
    ['a length', '10.0.0.1/32'],
    ['nothing', ''],
  ])('%s is refused: "%s"', (_, text) => {
    expect(parseAddress(text)).toBeUndefined();
    expect(() => mustAddress(text)).toThrow(/not an IP address/);
  });

  it('what is written reads back to the same address', () => {
    fc.assert(
      fc.property(anyAddress(), (address) => {
        fc.pre(address.family === 4 || address.value >> 32n !== 0xffffn);
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it('the long form without any :: reads to the same bits', () => {
    fc.assert(
      fc.property(anyAddress(), (address) => {
        fc.pre(address.family === 4 || address.value >> 32n !== 0xffffn);
        const read = parseAddress(plainText(address));
        expect(read && bitsOf(read)).toBe(bitsOf(address));
      }),
    );
  });

  it('RFC 5952: the canonical form has no upper case, no leading zero, and at most one ::', () => {
    fc.assert(
      fc.property(anyAddress(), (address) => {
        const text = formatAddress(address);
        expect(text).toBe(text.toLowerCase());
        expect(text.split(/[.:]/).every((part) => part === '' || part === '0' || !part.startsWith('0'))).toBe(
          true,
        );
        expect(text.split('::').length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('comparing addresses', () => {
  it('equal, keyed equal and ordered equal are one thing', () => {
    fc.assert(
      fc.property(anyAddress(), anyAddress(), (a, b) => {
        const same = bitsOf(a) === bitsOf(b);
        expect(sameAddress(a, b)).toBe(same);
        expect(addressKey(a) === addressKey(b)).toBe(same);
        expect(compareAddresses(a, b) === 0).toBe(same);
        expect(Math.sign(compareAddresses(a, b))).toBe(-Math.sign(compareAddresses(b, a)) + 0);
        expect(compareAddresses(a, b) < 0).toBe(bitsOf(a) < bitsOf(b));
      }),
    );
  });

  it('the same number in the other family is another address', () => {
    expect(sameAddress(mustAddress('0.0.0.1'), mustAddress('::1'))).toBe(false);
  });

  it('an offset is counted in addresses', () => {
    expect(formatAddress(addressPlus(mustAddress('10.0.0.255'), 1n))).toBe('10.0.1.0');
  });
});
