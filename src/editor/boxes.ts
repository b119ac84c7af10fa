import type { Plan } from '#core';
import { type Box, cardSizes, frameBox, union } from '#core/view';
import { GRID, type Point, placements, type Size } from './placement.ts';

/** Between what stands and what is put beside it. */
const GAP = 40;

/**
 * The box of every card, note and site, in canvas pixels. `sizeOf` knows how large the canvas drew things; others have the
 * size that the model gives them.
 */
export function boxesOf(
  plan: Plan,
  sizeOf: (id: string) => Size | undefined = () => undefined,
): Map<string, Box> {
  const sizes = cardSizes(plan);
  const boxes = new Map<string, Box>();
  for (const [id, { x, y }] of placements(plan)) {
    const size = sizeOf(id) ?? sizes.get(id);
    if (size) boxes.set(id, { x, y, width: size.width, height: size.height });
  }
  for (const frame of plan.view?.frames ?? []) {
    const box = frameBox(frame, (id) => boxes.get(id));
    if (box) boxes.set(frame.id, box);
  }
  return boxes;
}

/** Whether two boxes share more than a border. */
export const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * How far copies of these go so that they stand beside all of them as a whole, on nothing that is there: to the right or below,
 * the nearest that is free.
 */
export function beside(ids: readonly string[], boxes: ReadonlyMap<string, Box>): Point {
  const whole = union(ids.flatMap((id) => boxes.get(id) ?? []));
  if (!whole) return { x: 0, y: 0 };
  const others = [...boxes.values()];
  const onGrid = (length: number): number => Math.ceil((length + GAP) / GRID) * GRID;
  for (let times = 1; ; times++)
    for (const shift of [
      { x: times * onGrid(whole.width), y: 0 },
      { x: 0, y: times * onGrid(whole.height) },
    ]) {
      const there = { ...whole, x: whole.x + shift.x, y: whole.y + shift.y };
      if (!others.some((other) => meets(there, other))) return shift;
    }
}
