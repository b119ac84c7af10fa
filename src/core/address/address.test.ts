import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { anyAddress } from '../testing/arbitraries.ts';
import { bitsOf, plainText } from '../testing/golden/prefixBits.ts';
import {
  type Address,
  addressKey,
  addressPlus,
  compareAddresses,
  formatAddress,
  mustAddress,
  parseAddress,
  sameAddress,
} from './address.ts';

const bytesOf = ({ family, value }: Address): number[] =>
  Array.from({ length: family === 4 ? 4 : 16 }, (_, i) =>
    Number((value >> BigInt((family === 4 ? 24 : 120) - 8 * i)) & 255n),
  );

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
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
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
    ['an IPv4-mapped address in hexadecimal', '::FFFF:a00:1'],
    ['two gaps', '2001::1::2'],
    ['a gap that stands for nothing', '1:2:3:4::5:6:7:8'],
    ['a colon at the end', '2001:db8:'],
    ['a colon at the start', ':1::'],
    ['a group of five digits', '00001::'],
    ['seven groups', '1:2:3:4:5:6:7'],
    ['an IPv4 part that is too long', '1:2:3:4:5:6:7:1.2.3.4'],
    ['an IPv4 part in the middle', '1.2.3.4::1'],
    ['octal in an IPv4 part', '64:ff9b::010.0.0.1'],
    ['nine groups', '1:2:3:4:5:6:7:8:9'],
    ['a space', ' 10.0.0.1'],
    ['a length', '10.0.0.1/32'],
    ['nothing', ''],
  ])('%s is refused: "%s"', (_, text) => {
    expect(parseAddress(text)).toBeUndefined();
    expect(() => mustAddress(text)).toThrow(/not an IP address/);
  });

  it('ipaddr.js reads the same address out of every text that one character may have spoilt', () => {
    const spoilt = fc
      .tuple(
        anyAddress().map(formatAddress),
        fc.nat(40),
        fc.constantFrom('', ':', '::', '.', '0', 'f', 'g', ' '),
      )
      .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));
    fc.assert(
      fc.property(spoilt, (text) => {
        // ipaddr.js takes ::1.2.3.4 for the mapped address of 1.2.3.4.
        fc.pre(!/^::[\d.]*\.[\d.]*$/.test(text));
        const theirs = ipaddr.IPv6.isValid(text)
          ? ipaddr.IPv6.parse(text)
          : ipaddr.IPv4.isValidFourPartDecimal(text) && !/(^|\.)0\d/.test(text)
            ? ipaddr.IPv4.parse(text)
            : undefined;
        fc.pre(!(theirs instanceof ipaddr.IPv6 && theirs.isIPv4MappedAddress()));
        const ours = parseAddress(text);
        expect(ours && bytesOf(ours)).toEqual(theirs?.toByteArray());
      }),
      { numRuns: 2000 },
    );
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
