import type { Plan } from '#core';
import { boxesOf, meets } from '../boxes.ts';
import { type Point, snap } from '../placement.ts';
import { frameOf } from '../selection.ts';
import type { Way } from './follow.ts';

/** Between cards, in canvas pixels. */
const GAP = 80;

/** The place on one side of a card that nothing stands on yet: level with it, else further along that side. */
export function placeBeside(
  plan: Plan,
  id: string,
  size: { width: number; height: number },
  way: Way,
  gap = GAP,
): Point {
  const boxes = boxesOf(plan);
  const own = boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const across = (from: number, length: number, by: -1 | 0 | 1, own: number): number =>
    by > 0 ? from + length + gap : by < 0 ? from - gap - own : from + (length - own) / 2;
  const start = {
    x: across(own.x, own.width, way.x, size.width),
    y: across(own.y, own.height, way.y, size.height),
  };
  const step = way.x === 0 ? { x: size.width + 40, y: 0 } : { x: 0, y: size.height + 40 };
  // Its own site grows around what is put beside it.
  const site = frameOf(plan, id)?.id;
  const others = [...boxes].flatMap(([other, box]) => (other === site ? [] : [box]));
  // From one thing in the way to beyond it: a site may be as wide as a plan is.
  for (let i = 0; ; ) {
    const place = { x: start.x + step.x * i, y: start.y + step.y * i };
    const hit = others.find((other) => meets({ ...place, ...size }, other));
    if (!hit) return snap(place);
    const beyond =
      way.x === 0 ? (hit.x + hit.width - start.x) / step.x : (hit.y + hit.height - start.y) / step.y;
    i = Math.max(i + 1, Math.ceil(beyond));
  }
}
