import type { Plan, PlanEdit } from '#core';
import { GRID, type Point, placements, snap } from '#core/view';

export { CARD, type CardKind, GRID, type Point, placements, type Size, snap } from '#core/view';

/**
 * Writes down where everything stands now, with what is about to move: without this, placing one thing by hand would
 * let the tree of all others find new places.
 */
export function keepPlaces(plan: Plan, moved: ReadonlyMap<string, Point> = new Map()): PlanEdit {
  const positions: Record<string, [number, number]> = {};
  for (const [id, { x, y }] of [...placements(plan), ...moved]) positions[id] = [x, y];
  return { kind: 'move', positions };
}

/** A place for something new near a wanted one: the first down a diagonal where nothing stands already. */
export function freePlace(plan: Plan, wanted: Point): Point {
  const taken = [...placements(plan).values()];
  let place = snap(wanted);
  while (taken.some((p) => Math.abs(p.x - place.x) < GRID * 2 && Math.abs(p.y - place.y) < GRID * 2))
    place = { x: place.x + GRID * 3, y: place.y + GRID * 3 };
  return place;
}
