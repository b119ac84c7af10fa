import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mustAddress, sameAddress } from '../address/address.ts';
import { anyPrefix, closeAddress, closePrefix } from '../testing/arbitraries.ts';
import { containsByBits } from '../testing/golden/prefixBits.ts';
import { blockOf, holds, ipKey, ipOf, isLoopback, isUnicast, keyOf, sameIp } from './ip.ts';

describe('addresses as walks compare them', () => {
  it('are the same exactly when the addresses are, and so are their keys', () => {
    fc.assert(
      fc.property(closeAddress(), closeAddress(), (a, b) => {
        expect(sameIp(ipOf(a), ipOf(b))).toBe(sameAddress(a, b));
        expect(ipKey(ipOf(a)) === ipKey(ipOf(b))).toBe(sameAddress(a, b));
        expect(keyOf(a)).toBe(ipKey(ipOf(a)));
      }),
      { numRuns: 500 },
    );
  });

  it('are in a block exactly when all bits that its prefix fixes agree', () => {
    const prefix = fc.oneof(closePrefix(), anyPrefix());
    fc.assert(
      fc.property(prefix, closeAddress(), (p, a) => {
        expect(holds(blockOf(p), ipOf(a))).toBe(containsByBits(p, a));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['10.0.0.1', true, false],
    ['127.0.0.9', true, true],
    ['::1', true, true],
    ['224.0.0.5', false, false],
    ['255.255.255.255', false, false],
    ['0.0.0.0', false, false],
    ['::', false, false],
    ['ff02::1', false, false],
    ['fd00::1', true, false],
  ])('%s: one device may have it %s, loopback %s', (text, unicast, loopback) => {
    const ip = ipOf(mustAddress(text));
    expect([isUnicast(ip), isLoopback(ip)]).toEqual([unicast, loopback]);
  });
});
