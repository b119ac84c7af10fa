import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPrefix } from '../testing/arbitraries.ts';
import { allOverlappingPairs } from '../testing/golden/allPairs.ts';
import { OverlapIndex } from './overlapIndex.ts';
import { crossingPairs, overlapForest, overlappingPairs, pairCount } from './overlaps.ts';
import {
  comparePrefixes,
  covers,
  formatPrefix,
  mustPrefix,
  overlaps,
  type Prefix,
  prefixOf,
} from './prefix.ts';
import { columnsOf, columnsOfTexts } from './prefixColumns.ts';

const prefixes = (...texts: string[]) => texts.map(mustPrefix);

/** Few bits, so that random prefixes meet. */
const crowded: fc.Arbitrary<Prefix> = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.nat({ max: 31 }), fc.integer({ min: 0, max: 5 }))
  .map(([family, bits, length]) => {
    const width = family === 4 ? 32 : 128;
    const value = BigInt(bits) << BigInt(width - 5);
    return prefixOf({ family, value }, length === 5 && bits % 3 === 0 ? width : length);
  });

describe('overlapForest', () => {
  it('names the nearest container of each prefix', () => {
    const { parent, order } = overlapForest(
      prefixes('10.0.1.0/24', '10.0.0.0/8', '10.0.0.0/16', '11.0.0.0/8'),
    );
    expect([...parent]).toEqual([2, -1, 1, -1]);
    expect([...order]).toEqual([1, 2, 0, 3]);
  });

  it('takes the earlier of equal prefixes for the container, and never mixes families', () => {
    expect([...overlapForest(prefixes('10.0.0.0/8', '10.0.0.0/8', '::/0', '0.0.0.0/0')).parent]).toEqual([
      3, 0, -1, -1,
    ]);
  });
});

describe('overlappingPairs', () => {
  it('finds nested and equal prefixes, not adjacent ones', () => {
    expect([
      ...overlappingPairs(prefixes('10.0.0.0/24', '10.0.1.0/24', '10.0.0.0/23', '10.0.0.0/24')),
    ]).toEqual([
      [2, 0],
      [0, 3],
      [2, 3],
      [2, 1],
    ]);
  });

  it('agrees with comparing all pairs', () => {
    const key = ([a, b]: readonly [number, number]) => `${Math.min(a, b)}-${Math.max(a, b)}`;
    fc.assert(
      fc.property(fc.array(crowded, { maxLength: 40 }), (list) => {
        const fast = [...overlappingPairs(list)].map(key).sort();
        expect(fast).toEqual(allOverlappingPairs(list).map(key).sort());
      }),
    );
  });
});

describe('the order of the sweep', () => {
  it('agrees with sorting by comparison, equal prefixes in the order of the list', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(crowded, anyPrefix()), { maxLength: 60 }), (list) => {
        const slow = [...list.keys()].sort((a, b) => {
          const [left, right] = [list[a], list[b]];
          return (left && right ? comparePrefixes(left, right) : 0) || a - b;
        });
        expect([...overlapForest(list).order]).toEqual(slow);
      }),
    );
  });

  it('counts as many pairs as there are', () => {
    fc.assert(
      fc.property(fc.array(crowded, { maxLength: 40 }), (list) => {
        expect(pairCount(overlapForest(list))).toBe(allOverlappingPairs(list).length);
      }),
    );
  });

  it('counts 12 billion pairs without listing them', () => {
    const nested = Array.from({ length: 155_000 }, () => mustPrefix('10.0.0.0/8'));
    expect(pairCount(overlapForest(nested))).toBe((155_000 * 154_999) / 2);
  });
});

describe('columns read from texts', () => {
  it('are those of the parsed prefixes', () => {
    fc.assert(
      fc.property(fc.array(anyPrefix(), { maxLength: 20 }), (list) => {
        expect(columnsOfTexts(list.map(formatPrefix))).toEqual(columnsOf(list));
      }),
    );
  });

  it('cut host bits off', () => {
    expect(columnsOfTexts(['10.1.2.3/8', '2001:db8::1/33'])).toEqual(
      columnsOf(prefixes('10.0.0.0/8', '2001:db8::/33')),
    );
  });

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '10.0.0/8', '::/129', '::/-1', ''])(
    '"%s" is refused by name',
    (text) => {
      expect(() => columnsOfTexts(['::/0', text])).toThrow(`not a CIDR: ${text}`);
    },
  );
});

describe('OverlapIndex', () => {
  it('agrees with asking every prefix', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(crowded, anyPrefix()), { maxLength: 40 }),
        fc.oneof(crowded, anyPrefix()),
        (list, asked) => {
          const { covering, inside } = new OverlapIndex(columnsOf(list)).around(asked);
          const found = [...covering, ...inside];
          const slow = list.flatMap((prefix, i) => (overlaps(prefix, asked) ? [i] : []));
          expect([...found].sort((a, b) => a - b)).toEqual(slow);
          expect(inside.every((i) => list[i] && covers(asked, list[i]))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names the nearest container first', () => {
    const list = prefixes('10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '0.0.0.0/0', '10.1.2.0/24');
    const { covering, inside } = new OverlapIndex(columnsOf(list)).around(mustPrefix('10.1.0.0/20'));
    expect(covering).toEqual([1, 0, 3]);
    expect([...inside]).toEqual([4]);
  });
});

describe('crossingPairs', () => {
  it('agrees with comparing all pairs and leaving out those of one side', () => {
    const key = ([a, b]: readonly [number, number]) => `${Math.min(a, b)}-${Math.max(a, b)}`;
    fc.assert(
      fc.property(fc.array(fc.tuple(crowded, fc.boolean()), { maxLength: 40 }), (list) => {
        const all = list.map(([prefix]) => prefix);
        const left = (index: number) => list[index]?.[1] === true;
        const slow = allOverlappingPairs(all).filter(([a, b]) => left(a) !== left(b));
        expect([...crossingPairs(all, left)].map(key).sort()).toEqual(slow.map(key).sort());
      }),
    );
  });
});
