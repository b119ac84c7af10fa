import type { SheetReader, SheetWriter } from './sheet.ts';

/**
 * How all values of one property are written, one after the other: what belongs to one kind of thing stands together, and
 * resembles its neighbours. Reading is told how many there are.
 */
export interface Column {
  /** Throws Unfit where a value is none of this column's. */
  write(values: readonly unknown[], sheet: SheetWriter, beside?: readonly unknown[]): void;
  /** Throws Damaged or TooLarge. The caller has paid for `count` values. */
  read(count: number, sheet: SheetReader, beside?: readonly unknown[]): unknown[];
}
