import type { Box } from '#core/view';
import type { CanvasEdge } from './graph.ts';

/** A part of the canvas from one corner to the other. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** So many steps, at least, are in a view. */
const STEPS = 4;
/** Parallel links run beside the straight line, in canvas pixels. */
const BESIDE = 120;

/**
 * The lines that are drawn in a region, and the ids of the cards there, with the cards at the ends of those lines, and what is to be kept anyway: of
 * thousands, React Flow is told of these only, for it goes through all that it knows whenever something moves.
 */
export function near(
  edges: readonly CanvasEdge[],
  boxes: ReadonlyMap<string, Box>,
  region: Region,
  kept: ReadonlySet<string>,
): { readonly ids: ReadonlySet<string>; readonly edges: CanvasEdge[] } {
  const wanted = new Set(kept);
  for (const [id, { x, y, width, height }] of boxes)
    if (x < region.right && y < region.bottom && x + width > region.left && y + height > region.top)
      wanted.add(id);
  const lines = edges.filter(({ id, source, target }) => {
    const [a, b] = [boxes.get(source), boxes.get(target)];
    if (!a || !b || !(kept.has(id) || runsThrough(a, b, region))) return false;
    wanted.add(source).add(target);
    return true;
  });
  return { ids: wanted, edges: lines };
}

/** Whether the line between the middles of two boxes, or one beside it, runs through a region. */
function runsThrough(a: Box, b: Box, region: Region): boolean {
  const x = a.x + a.width / 2;
  const y = a.y + a.height / 2;
  const byX = b.x + b.width / 2 - x;
  const byY = b.y + b.height / 2 - y;
  // The part of the line, from 0 to 1, that is within one pair of sides, then within the other (Liang and Barsky).
  const [fromX, toX] = within(x, byX, region.left - BESIDE, region.right + BESIDE);
  const [fromY, toY] = within(y, byY, region.top - BESIDE, region.bottom + BESIDE);
  return Math.max(0, fromX, fromY) <= Math.min(1, toX, toY);
}

function within(at: number, by: number, least: number, most: number): readonly [number, number] {
  if (by === 0) return at >= least && at <= most ? [0, 1] : [1, 0];
  const [one, other] = [(least - at) / by, (most - at) / by];
  return one < other ? [one, other] : [other, one];
}

/**
 * The whole canvas as regions somewhat larger than a view: a view of this size at this place is in the one that is named. Small
 * steps: many lines of a crowd run through, and each is an element.
 */
export function regionOf(left: number, top: number, width: number, height: number): string {
  const step = 2 ** Math.floor(Math.log2(Math.max(width, height, 1) / STEPS));
  const cell = (place: number): number => Math.floor(place / step);
  return [step, cell(left), cell(top), cell(left + width) + 1, cell(top + height) + 1].join(' ');
}

/** The region of a name, with room around it: what comes into view is there already. */
export function regionNamed(name: string): Region {
  const [step = 0, left = 0, top = 0, right = 0, bottom = 0] = name.split(' ').map(Number);
  const room = step / 2;
  return {
    left: left * step - room,
    top: top * step - room,
    right: right * step + room,
    bottom: bottom * step + room,
  };
}
