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
  const right = timesAlong(whole, others, { x: onGrid(whole.width), y: 0 });
  const down = timesAlong(whole, others, { x: 0, y: onGrid(whole.height) });
  return right <= down ? { x: right * onGrid(whole.width), y: 0 } : { x: 0, y: down * onGrid(whole.height) };
}

const onGrid = (length: number): number => Math.ceil((length + GAP) / GRID) * GRID;

/** How many steps a box goes one way until it meets nothing: from one thing in the way to beyond it, which may be far. */
function timesAlong(box: Box, others: readonly Box[], step: Point): number {
  for (let times = 1; ; ) {
    const there = { ...box, x: box.x + times * step.x, y: box.y + times * step.y };
    const hit = others.find((other) => meets(there, other));
    if (!hit) return times;
    const beyond = step.x > 0 ? (hit.x + hit.width - box.x) / step.x : (hit.y + hit.height - box.y) / step.y;
    times = Math.max(times + 1, Math.ceil(beyond));
  }
}
