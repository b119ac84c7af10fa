import { describe, expect, it } from 'vitest';
import { address, prefix } from './address.ts';
import { Damaged } from './damaged.ts';
import { zigzag, zigzagBig } from './numbers.ts';
import { SheetReader, SheetWriter } from './sheet.ts';

const ALLOWANCE = { values: 100, characters: 1_000 };

describe('a column of addresses', () => {
  it('gives back every text, canonical or not, in few bytes where one follows another', () => {
    const texts = [
      '10.0.0.0/16',
      '10.1.0.0/16',
      '10.0.0.0/16',
      'fd00::/64',
      '10.0.0.7/24',
      '1.2.3',
      '::1',
      '010.0.0.1',
    ];
    for (const column of [address, prefix]) {
      const sheet = new SheetWriter();
      column.write(texts, sheet);
      expect(column.read(texts.length, new SheetReader(sheet.bytes(), ALLOWANCE))).toEqual(texts);
    }
    const row = new SheetWriter();
    prefix.write(
      Array.from({ length: 50 }, (_, index) => `10.${index}.0.0/16`),
      row,
    );
    expect(row.bytes().length).toBeLessThan(3 * 50 + 10);
  });

  it.each([
    ['before the first', -1],
    ['behind the next new one', 2],
  ])('is damaged by a place %s', (_, place) => {
    const sheet = new SheetWriter();
    sheet.numbers.put(zigzag(place));
    expect(() => prefix.read(1, new SheetReader(sheet.bytes(), ALLOWANCE))).toThrow(Damaged);
  });

  it.each([
    ['below 0.0.0.0', 1, -1n],
    ['beyond 255.255.255.255', 1, 1n << 32n],
    ['beyond the last of IPv6', 2, 1n << 128n],
    ['with a prefix of 33 bits', 1 + 2 * 34, 0n],
  ])('is damaged by an address %s', (_, form, value) => {
    const sheet = new SheetWriter();
    sheet.numbers.put(0);
    sheet.numbers.put(form);
    sheet.numbers.putBig(zigzagBig(value));
    expect(() => address.read(1, new SheetReader(sheet.bytes(), ALLOWANCE))).toThrow(Damaged);
  });
});
