import type { Column } from './column.ts';
import { Damaged, Unfit } from './damaged.ts';
import type { SheetReader, SheetWriter } from './sheet.ts';

/** A property that may follow from another one of the same object, which must be written before it. */
export interface Beside {
  readonly column: Column;
  readonly beside: string;
}

/** Which properties an object has, in its own order: few objects of a plan differ in it. */
type Shape = readonly string[];

/**
 * Objects: the shapes that occur, which of them each object has, then a column for each property. Properties that are not
 * named here (`x-…`, or of a later format) are carried as JSON. The names and their order are for ever. `first`: properties
 * that others follow from.
 */
export function object(
  properties: Readonly<Record<string, Column | Beside>>,
  first: readonly string[] = [],
): Column {
  const names = Object.keys(properties);
  const columns = [...first, ...names.filter((name) => !first.includes(name))].flatMap((name) => {
    const given = properties[name];
    if (!given) return [];
    return 'beside' in given ? { name, ...given } : { name, column: given, beside: undefined };
  });

  return {
    write(values, sheet) {
      if (values.length === 0) return;
      const rows = values.map(objectOf);
      const shapes = writeShapes(rows, names, sheet);
      for (const { name, column, beside } of columns) {
        const having = rows.filter((row) => row[name] !== undefined);
        column.write(
          having.map((row) => row[name]),
          sheet,
          beside === undefined ? undefined : having.map((row) => row[beside]),
        );
      }
      for (const row of rows) sheet.vocabulary.introduce(row);
      rows.forEach((row, index) => {
        for (const key of shapes[index] ?? []) if (!Object.hasOwn(properties, key)) sheet.json(row[key]);
      });
    },
    read(count, sheet) {
      if (count === 0) return [];
      const shapes = readShapes(count, names, sheet);
      // Every property gets its place first: columns are not read in the order of the properties.
      const rows = shapes.map(
        (shape): Record<string, unknown> => Object.fromEntries(shape.map((key) => [key, undefined])),
      );
      for (const { name, column, beside } of columns) {
        const having = rows.filter((row) => Object.hasOwn(row, name));
        const read = column.read(
          having.length,
          sheet,
          beside === undefined ? undefined : having.map((row) => row[beside]),
        );
        having.forEach((row, index) => {
          row[name] = read[index];
        });
      }
      for (const row of rows) sheet.vocabulary.introduce(row);
      rows.forEach((row, index) => {
        for (const key of shapes[index] ?? []) if (!Object.hasOwn(properties, key)) row[key] = sheet.json();
      });
      return rows;
    },
  };
}

const objectOf = (value: unknown): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unfit();
  return value as Record<string, unknown>;
};

/** Writes the shapes that occur, and the shape of each row where there are several. */
function writeShapes(
  rows: readonly Record<string, unknown>[],
  names: readonly string[],
  sheet: SheetWriter,
): Shape[] {
  const shapes = rows.map((row): Shape => Object.keys(row).filter((key) => row[key] !== undefined));
  const places = new Map<string, number>();
  const own = shapes.map((shape) => {
    const key = JSON.stringify(shape);
    const place = places.get(key) ?? places.size;
    if (place === places.size) places.set(key, place);
    return place;
  });
  sheet.numbers.put(places.size);
  for (const key of places.keys()) writeShape(JSON.parse(key) as Shape, names, sheet);
  if (places.size > 1) for (const place of own) sheet.numbers.put(place);
  return shapes;
}

/** What JSON writes around the name of a property, at least: its quotes, and the colon. */
const PUNCTUATION = 3;

function readShapes(count: number, names: readonly string[], sheet: SheetReader): Shape[] {
  const size = sheet.numbers.take();
  if (size < 1 || size > count) throw new Damaged();
  const known = Array.from({ length: size }, () => {
    const shape = readShape(names, sheet);
    return { shape, characters: shape.reduce((sum, key) => sum + key.length + PUNCTUATION, 0) };
  });
  return Array.from({ length: count }, () => {
    const one = known[size > 1 ? sheet.numbers.take() : 0];
    if (!one) throw new Damaged();
    sheet.pay(one.shape.length);
    sheet.payForText(one.characters);
    return one.shape;
  });
}

/** Known properties in their order: an even number, one bit for each. Else an odd number, and one property after another. */
function writeShape(shape: Shape, names: readonly string[], sheet: SheetWriter): void {
  const places = shape.map((key) => names.indexOf(key));
  if (places.every((place, index) => place > (places[index - 1] ?? -1))) {
    sheet.numbers.put(places.reduce((sum, place) => sum + 2 ** (place + 1), 0));
    return;
  }
  sheet.numbers.put(2 * shape.length + 1);
  places.forEach((place, index) => {
    sheet.numbers.put(place + 1);
    if (place < 0) sheet.text(shape[index] ?? '');
  });
}

function readShape(names: readonly string[], sheet: SheetReader): Shape {
  const code = sheet.numbers.take();
  if (code % 2 === 0) {
    if (code >= 2 ** (names.length + 1)) throw new Damaged();
    return names.filter((_, place) => Math.floor(code / 2 ** (place + 1)) % 2 === 1);
  }
  const length = (code - 1) / 2;
  sheet.pay(length);
  const shape = Array.from({ length }, () => {
    const place = sheet.numbers.take();
    const name = place === 0 ? sheet.text() : names[place - 1];
    // As a property it would be the prototype of what is made here.
    if (name === undefined || name === '__proto__') throw new Damaged();
    return name;
  });
  if (new Set(shape).size !== length) throw new Damaged();
  return shape;
}
