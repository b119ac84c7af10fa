import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../address/address.ts';
import { formatPrefix, parsePrefix } from '../address/prefix.ts';
import { addressRule, cidrRule, interfaceAddressRule } from './addressTexts.ts';

/** Addresses in every spelling: zeros, gaps, capitals, dotted ends, and what is none. */
const anySpelling = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc
      .array(fc.constantFrom('0', '0', '1', 'ab', 'AB', '00', '0db8', 'ffff', ''), {
        minLength: 1,
        maxLength: 9,
      })
      .map((groups) => groups.join(':')),
    fc
      .tuple(
        fc.array(fc.constantFrom('0', '1', 'ab', 'ffff'), { maxLength: 7 }),
        fc.array(fc.constantFrom('0', '1', 'ab', '1.2.3.4'), { maxLength: 7 }),
      )
      .map(([head, tail]) => `${head.join(':')}::${tail.join(':')}`),
    fc
      .array(fc.constantFrom('0', '00', '1', '255', '256', ''), { minLength: 3, maxLength: 5 })
      .map((parts) => parts.join('.')),
  );

it('a text is a good address exactly when it is what its address is written as', () => {
  fc.assert(
    fc.property(anySpelling(), (text) => {
      const address = parseAddress(text);
      expect(addressRule.isGood(text)).toBe(address !== undefined && formatAddress(address) === text);
    }),
    { numRuns: 3_000 },
  );
});

it('so it is with a length behind it', () => {
  fc.assert(
    fc.property(
      anySpelling(),
      fc.constantFrom('0', '8', '32', '33', '128', '08', '', '64'),
      (address, length) => {
        const text = `${address}/${length}`;
        const prefix = parsePrefix(text);
        expect(cidrRule.isGood(text)).toBe(prefix !== undefined && formatPrefix(prefix) === text);
        const alone = parseAddress(address);
        const bits = alone?.family === 4 ? 32 : 128;
        const lengthIsGood = /^(0|[1-9]\d*)$/.test(length) && Number(length) <= bits;
        expect(interfaceAddressRule.isGood(text)).toBe(
          alone !== undefined && formatAddress(alone) === address && lengthIsGood,
        );
      },
    ),
    { numRuns: 3_000 },
  );
});
