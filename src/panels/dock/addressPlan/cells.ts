import { type PlannedRange, type Prefix, prefixSize, sections } from '#core';

/** A stretch of the address line as it is drawn. */
export interface Cell {
  readonly first: bigint;
  readonly last: bigint;
  /** `several`: too narrow to be drawn one by one. */
  readonly kind: 'free' | 'used' | 'overlapping' | 'several';
  /** Places in the list of ranges. */
  readonly ranges: readonly number[];
  /** How many of its addresses some range has. */
  readonly taken: bigint;
}

/** Stretches narrower than this part of the line are drawn together. */
const FINEST = 200n;

/**
 * The address line of a window as cells, in order and without gaps; never more than about twice as many as a screen has room
 * for, however many ranges the plan has.
 */
export function cellsOf(window: Prefix, ranges: readonly PlannedRange[]): readonly Cell[] {
  const finest = prefixSize(window) / FINEST;
  const cells: Cell[] = [];
  for (const section of sections(
    window,
    ranges.map(({ prefix }) => prefix),
  )) {
    const taken = section.ranges.length === 0 ? 0n : section.last - section.first + 1n;
    const cell: Cell = { ...section, taken, kind: kindOf(section.ranges, ranges) };
    const before = cells.at(-1);
    if (before && isNarrow(before, finest) && isNarrow(cell, finest))
      cells[cells.length - 1] = joined(before, cell);
    else cells.push(cell);
  }
  return cells;
}

const isNarrow = ({ first, last }: Cell, finest: bigint): boolean => last - first + 1n < finest;

const joined = (a: Cell, b: Cell): Cell => ({
  first: a.first,
  last: b.last,
  // However narrow: what collides is what people look for.
  kind: a.kind === 'overlapping' || b.kind === 'overlapping' ? 'overlapping' : 'several',
  ranges: [...new Set([...a.ranges, ...b.ranges])],
  taken: a.taken + b.taken,
});

function kindOf(on: readonly number[], ranges: readonly PlannedRange[]): Cell['kind'] {
  if (on.length === 0) return 'free';
  return on.length > 1 && on.some((index) => ranges[index]?.overlapping) ? 'overlapping' : 'used';
}

/** How much of the line a cell takes, from 0 to 1. */
export const widthOf = ({ first, last }: Cell, window: Prefix): number =>
  Number(((last - first + 1n) * 100_000n) / prefixSize(window)) / 100_000;
