import fc from 'fast-check';
import { type Address, addressBits, type Family } from '../address/address.ts';
import { type Prefix, prefixOf } from '../address/prefix.ts';

const family = (): fc.Arbitrary<Family> => fc.constantFrom(4, 6);

/** Any address; small numbers and the ends of a family come up often, so that neighbours meet. */
export const anyAddress = (): fc.Arbitrary<Address> =>
  family().chain((f) => {
    const most = (1n << BigInt(addressBits(f))) - 1n;
    return fc
      .oneof(
        fc.bigInt({ min: 0n, max: most }),
        fc.bigInt({ min: 0n, max: 300n }),
        fc.bigInt({ min: most - 300n, max: most }),
      )
      .map((value) => ({ family: f, value }));
  });

/** Any prefix, from /0 to the single address. */
export const anyPrefix = (): fc.Arbitrary<Prefix> =>
  anyAddress().chain((address) =>
    fc.integer({ min: 0, max: addressBits(address.family) }).map((length) => prefixOf(address, length)),
  );

/** Prefixes and addresses that meet each other often: a few bits at the end of each family. */
export const closePrefix = (): fc.Arbitrary<Prefix> =>
  fc
    .tuple(family(), fc.integer({ min: 0, max: 4 }), fc.bigInt({ min: 0n, max: 15n }))
    .map(([f, short, value]) => prefixOf({ family: f, value }, addressBits(f) - short));
export const closeAddress = (): fc.Arbitrary<Address> =>
  fc.tuple(family(), fc.bigInt({ min: 0n, max: 17n })).map(([f, value]) => ({ family: f, value }));
