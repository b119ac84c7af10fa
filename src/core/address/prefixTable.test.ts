import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyAddress, anyPrefix, closeAddress, closePrefix } from '../testing/arbitraries.ts';
import { containsByBits } from '../testing/golden/prefixBits.ts';
import { compareAddresses, mustAddress } from './address.ts';
import { formatPrefix, mustPrefix } from './prefix.ts';
import { PrefixTable, type TableEntry } from './prefixTable.ts';

const table = (...texts: string[]) => new PrefixTable(texts.map(mustPrefix), texts);

const chain = (entry: TableEntry<unknown> | undefined): TableEntry<unknown>[] =>
  entry ? [entry, ...chain(entry.outer)] : [];

describe('PrefixTable', () => {
  it.each([
    ['10.1.2.3', '10.1.2.0/24'],
    ['10.1.3.0', '10.1.0.0/16'],
    ['10.2.0.0', '10.0.0.0/8'],
    ['9.255.255.255', '0.0.0.0/0'],
    ['255.255.255.255', '255.255.255.255/32'],
    ['2001:db8::1', '2001:db8::/32'],
    ['2001:db9::', undefined],
    ['::', undefined],
  ])('%s is held by %s', (address, prefix) => {
    const found = table(
      '0.0.0.0/0',
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.2.0/24',
      '255.255.255.255/32',
      '2001:db8::/32',
    ).longest(mustAddress(address));
    expect(found && formatPrefix(found.prefix)).toBe(prefix);
  });

  it('two prefixes that end together leave what is behind them to the outer one', () => {
    const found = table('10.0.0.0/8', '10.0.0.0/16', '10.0.255.0/24');
    expect(found.longest(mustAddress('10.0.255.255'))?.value).toBe('10.0.255.0/24');
    expect(found.longest(mustAddress('10.1.0.0'))?.value).toBe('10.0.0.0/8');
  });

  it('told in turn, the longest prefixes are those that each address has by itself', () => {
    fc.assert(
      fc.property(
        fc.array(closePrefix(), { maxLength: 30 }),
        fc.array(closeAddress(), { maxLength: 30 }),
        (prefixes, asked) => {
          const table = new PrefixTable(prefixes, [...prefixes.keys()]);
          for (const family of [4, 6]) {
            const addresses = asked.filter((a) => a.family === family).sort(compareAddresses);
            const changes = [...table.placesInTurn(addresses)];
            addresses.forEach((address, i) => {
              const [, place] = changes.findLast(([from]) => from <= i) ?? [];
              expect(place).toBe(table.place(address));
            });
          }
        },
      ),
    );
  });

  it('agrees with asking every prefix, and the outer ones are all others that hold the address', () => {
    const prefix = () => fc.oneof(closePrefix(), anyPrefix());
    const address = () => fc.oneof(closeAddress(), anyAddress());
    fc.assert(
      fc.property(fc.array(prefix(), { maxLength: 40 }), address(), (prefixes, asked) => {
        const found = chain(new PrefixTable(prefixes, [...prefixes.keys()]).longest(asked));
        const slow = prefixes.flatMap((p, i) => (containsByBits(p, asked) ? [i] : []));
        expect(found.map(({ value }) => value).sort()).toEqual(slow.sort());
        const lengths = found.map((entry) => entry.prefix.length);
        expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      }),
      { numRuns: 1000 },
    );
  });
});
