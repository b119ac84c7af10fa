import type { Column } from './column.ts';
import { Damaged } from './damaged.ts';
import { unzigzag, zigzag } from './numbers.ts';

/** Numbers beyond this are written as texts: differences of two must be exact. */
const FARTHEST = 2 ** 40;

/** Numbers, each as its distance from the one before; what is not whole as its text. */
export const number: Column = {
  write(values, sheet) {
    let last = 0;
    for (const value of values) {
      if (Number.isInteger(value) && Math.abs(value as number) < FARTHEST) {
        sheet.numbers.put(1 + zigzag((value as number) - last));
        last = value as number;
      } else {
        sheet.numbers.put(0);
        sheet.json(value);
      }
    }
  },
  read(count, sheet) {
    let last = 0;
    return Array.from({ length: count }, () => {
      const code = sheet.numbers.take();
      if (code === 0) return sheet.json();
      last += unzigzag(code - 1);
      // Adding 0 makes -0, which no JSON has, a 0.
      return last + 0;
    });
  },
};

/** One of a few values, by its place among them; anything else as its text. The order is for ever. */
export const choice = (...choices: readonly (string | number | boolean)[]): Column => ({
  write(values, sheet) {
    for (const value of values) {
      const place = choices.indexOf(value as string);
      sheet.numbers.put(place + 1);
      if (place < 0) sheet.json(value);
    }
  },
  read: (count, sheet) =>
    Array.from({ length: count }, () => {
      const code = sheet.numbers.take();
      if (code === 0) return sheet.json();
      const value = choices[code - 1];
      if (value === undefined) throw new Damaged();
      return value;
    }),
});

export const flag = choice(true, false);
