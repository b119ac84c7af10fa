import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joined } from '../joined.ts';
import { anySheet } from '../testing/anySheet.ts';
import { checksum } from './checksum.ts';
import { Damaged, fromColumns, TooLarge, toColumns } from './index.ts';
import { SheetWriter } from './sheet.ts';

/** What columns make of a value, as JSON: the order of properties is part of it. */
const back = (value: unknown): string => JSON.stringify(fromColumns(toColumns(value)));

describe('a plan in columns', () => {
  it('comes back to the same JSON, whatever texts, numbers, orders and unknown properties it has', () => {
    fc.assert(
      fc.property(anySheet(), (value) => {
        expect(back(value)).toBe(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out properties without a value, as JSON does', () => {
    expect(back({ name: 'n', notes: undefined, 'x-a': undefined })).toBe('{"name":"n"}');
  });

  it('tells ids that follow from names, and names that follow from ends, by a mark', () => {
    const routers = [
      { id: 'london-edge', name: 'London edge' },
      { id: 'koln', name: 'Köln' },
    ];
    const links = [{ id: 'vpn-1', name: 'London edge–Köln', ends: ['london-edge', 'koln'] }];
    const whole = toColumns({ routers, links }).length;
    expect(back({ routers, links })).toBe(JSON.stringify({ routers, links }));
    const [, second] = routers;
    const moved = { id: 'somewhere', name: 'London edge' };
    const elsewhere = links.map((link) => ({ ...link, ends: ['somewhere', 'koln'] }));
    const told = toColumns({ routers: [moved, second], links: elsewhere });
    expect(told.length).toBe(whole + 'somewhere\n'.length);
    const renamed = toColumns({ routers, links: links.map((link) => ({ ...link, name: 'Backbone' })) });
    expect(renamed.length).toBe(whole + 'Backbone\n'.length);
  });

  it('tells a range that it had before by its place', () => {
    const clusters = [{ id: 'a', nodes: { cidrs: ['172.16.0.0/24', 'fd00::/64'] } }];
    const own = toColumns({ clusters, accept: [] }).length;
    const links = [{ id: 'l', prefixes: [['172.16.0.0/24'], ['fd00::/64']] }];
    expect(toColumns({ clusters, links, accept: [] }).length - own).toBeLessThan(14);
  });
});

/** Content with the checksum of somebody who means it. */
function signed(content: Uint8Array): Uint8Array {
  const sum = checksum(content);
  return joined([sum >> 8, sum & 0xff], content);
}

describe('bytes that are no columns', () => {
  const some = toColumns({
    hopwright: 1,
    name: 'A plan',
    clusters: [{ id: 'a', nodes: { cidrs: ['10.0.0.0/8'] } }],
  });

  it('are damaged when any one of them was changed', () => {
    for (let at = 0; at < some.length; at++)
      for (const change of [1, 0x80]) {
        const other = some.slice();
        other[at] = (other[at] ?? 0) ^ change;
        expect(() => fromColumns(other)).toThrow(Damaged);
      }
  });

  it('are damaged when cut, or when there are more of them', () => {
    for (let length = 0; length < some.length; length++)
      expect(() => fromColumns(some.subarray(0, length))).toThrow(Damaged);
    expect(() => fromColumns(Uint8Array.from([...some, 0]))).toThrow(Damaged);
  });

  it('are damaged when somebody put something behind them, and signed it', () => {
    expect(fromColumns(signed(some.subarray(2)))).toMatchObject({ name: 'A plan' });
    const more = new TextEncoder().encode('more\n');
    expect(() => fromColumns(signed(joined(some.subarray(2), more)))).toThrow(Damaged);
  });

  it('are damaged when an object has a property twice, or one that would be its prototype', () => {
    const planOf = (...keys: readonly [place: number, name?: string][]) => {
      const sheet = new SheetWriter();
      sheet.numbers.put(1);
      sheet.numbers.put(2 * keys.length + 1);
      for (const [place, name] of keys) {
        sheet.numbers.put(place);
        if (name !== undefined) sheet.text(name);
      }
      for (const _ of keys) sheet.json({ injected: true });
      return signed(sheet.bytes());
    };
    expect(fromColumns(planOf([0, 'x-a'], [0, 'x-b']))).toHaveProperty('x-a', { injected: true });
    expect(() => fromColumns(planOf([0, 'x-a'], [0, 'x-a']))).toThrow(Damaged);
    expect(() => fromColumns(planOf([0, '__proto__']))).toThrow(Damaged);
  });

  it('are too large before anything is made, when they unfold to more values than a plan has', () => {
    // Lists of nothing but lists of the same: one number each.
    const bomb = { clusters: [{ nodes: { cidrs: Array(999).fill('10.0.0.0/8') } }] };
    expect(back(bomb)).toBe(JSON.stringify(bomb));
    const clusters = (each: number) => ({
      clusters: Array.from({ length: 1_000 }, () => ({ 'x-all': 0, expose: Array(each).fill({}) })),
    });
    expect(back(clusters(900))).toBe(JSON.stringify(clusters(900)));
    expect(() => fromColumns(toColumns(clusters(1_100)))).toThrow('more values than any plan');
  });

  it('are too large when a list is longer than any of a plan', () => {
    const long = (length: number) => ({ routers: Array.from({ length }, () => ({})) });
    expect(back(long(20_000))).toBe(JSON.stringify(long(20_000)));
    expect(() => fromColumns(toColumns(long(20_001)))).toThrow('a list of 20001 entries');
  });

  it('are too large when they repeat a text until it is longer than any plan', () => {
    const accept = Array.from({ length: 100 }, () => ({ reason: 'x'.repeat(60_000) }));
    expect(toColumns({ accept }).length).toBeLessThan(61_000);
    expect(() => fromColumns(toColumns({ accept }))).toThrow(TooLarge);
  });
});
