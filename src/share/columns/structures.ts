import { LIMITS } from '#core';
import type { Column } from './column.ts';
import { Damaged, Unfit } from './damaged.ts';
import { TooLarge } from './sheet.ts';

/** Lists: how long each is, then everything in them as one column. No plan has one with more than `most` entries. */
export const list = (items: Column, most: number = LIMITS.list): Column => ({
  write(values, sheet) {
    const flat: unknown[] = [];
    for (const value of values) {
      if (!Array.isArray(value)) throw new Unfit();
      sheet.numbers.put(value.length);
      for (const item of value) flat.push(item);
    }
    items.write(flat, sheet);
  },
  read(count, sheet) {
    const lengths = Array.from({ length: count }, () => {
      const length = sheet.numbers.take();
      if (length > most) throw new TooLarge(`the link holds a list of ${length} entries; no plan does`);
      sheet.pay(length);
      return length;
    });
    const flat = items.read(
      lengths.reduce((sum, length) => sum + length, 0),
      sheet,
    );
    let at = 0;
    return lengths.map((length) => {
      at += length;
      return flat.slice(at - length, at);
    });
  },
});

/** Lists of a length that all have: one column for each place. */
export const tuple = (...places: readonly Column[]): Column => ({
  write(values, sheet) {
    for (const value of values)
      if (!Array.isArray(value) || value.length !== places.length) throw new Unfit();
    for (const [index, place] of places.entries())
      place.write(
        values.map((value) => (value as unknown[])[index]),
        sheet,
      );
  },
  read(count, sheet) {
    sheet.pay(count * places.length);
    const columns = places.map((place) => place.read(count, sheet));
    return Array.from({ length: count }, (_, row) => columns.map((column) => column[row]));
  },
});

/** Objects whose keys are data: one column of keys, one of values. */
export const record = (keys: Column, entries: Column): Column => {
  const pairs = list(tuple(keys, entries), LIMITS.properties);
  return {
    write: (values, sheet) =>
      pairs.write(
        values.map((value) => entriesOf(value)),
        sheet,
      ),
    read: (count, sheet) =>
      pairs.read(count, sheet).map((entry) => Object.fromEntries(entry as [string, unknown][])),
  };
};

/** A text out of a few, or an object. */
export const textOrObject = (texts: Column, objects: Column): Column => {
  const isText = (value: unknown): boolean => typeof value === 'string';
  return {
    write(values, sheet) {
      for (const value of values) sheet.numbers.put(isText(value) ? 0 : 1);
      texts.write(values.filter(isText), sheet);
      objects.write(
        values.filter((value) => !isText(value)),
        sheet,
      );
    },
    read(count, sheet) {
      const kinds = Array.from({ length: count }, () => sheet.numbers.take());
      if (kinds.some((kind) => kind > 1)) throw new Damaged();
      const objectCount = kinds.filter((kind) => kind === 1).length;
      const readTexts = texts.read(count - objectCount, sheet).values();
      const readObjects = objects.read(objectCount, sheet).values();
      return kinds.map((kind) => (kind === 0 ? readTexts : readObjects).next().value);
    },
  };
};

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unfit();
  return Object.entries(value);
}
