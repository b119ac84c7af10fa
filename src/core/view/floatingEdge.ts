import type { Point, Size } from './point.ts';

/** A rectangle on the canvas. */
export interface Box extends Point, Size {}

/** A line from border to border, and the point that its middle is drawn to. */
export interface Line {
  readonly start: Point;
  readonly end: Point;
  readonly bend: Point;
}

export const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/**
 * Where the straight line from a box's centre towards a point leaves the box.
 * borderPoint({ x: 0, y: 0, width: 100, height: 40 }, { x: 50, y: 500 })  //=> { x: 50, y: 40 }
 */
export function borderPoint(box: Box, towards: Point): Point {
  const from = centre(box);
  const dx = towards.x - from.x;
  const dy = towards.y - from.y;
  if (dx === 0 && dy === 0) return from;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
  );
  return { x: from.x + dx * Math.min(scale, 1), y: from.y + dy * Math.min(scale, 1) };
}

/** A line keeps this far from a card's corners. */
const CORNER = 16;

/** The middle of what two stretches have in common, kept off their ends; undefined when they have too little. */
function common(a: number, aSize: number, b: number, bSize: number): number | undefined {
  const from = Math.max(a, b) + CORNER;
  const to = Math.min(a + aSize, b + bSize) - CORNER;
  if (from > to) return undefined;
  // As near to the smaller one's middle as possible: a router's line leaves it in the middle.
  const middle = aSize <= bSize ? a + aSize / 2 : b + bSize / 2;
  return Math.min(Math.max(middle, from), to);
}

/**
 * The line between two boxes, from border to border: upright or level where the boxes face each other, else on the way
 * between their centres. `offset` moves its middle sideways, for lines that run side by side.
 */
export function floatingLine(a: Box, b: Box, offset: number): Line {
  const straight = offset === 0 ? facingLine(a, b) : undefined;
  if (straight) return straight;
  const from = centre(a);
  const to = centre(b);
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  const bend = { x: (from.x + to.x) / 2 + normal.x * offset, y: (from.y + to.y) / 2 + normal.y * offset };
  return { start: borderPoint(a, bend), end: borderPoint(b, bend), bend };
}

function facingLine(a: Box, b: Box): Line | undefined {
  const between = (start: Point, end: Point) => ({
    start,
    end,
    bend: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  });
  const x = common(a.x, a.width, b.x, b.width);
  if (x !== undefined && a.y + a.height < b.y) return between({ x, y: a.y + a.height }, { x, y: b.y });
  if (x !== undefined && b.y + b.height < a.y) return between({ x, y: a.y }, { x, y: b.y + b.height });
  const y = common(a.y, a.height, b.y, b.height);
  if (y !== undefined && a.x + a.width < b.x) return between({ x: a.x + a.width, y }, { x: b.x, y });
  if (y !== undefined && b.x + b.width < a.x) return between({ x: a.x, y }, { x: b.x + b.width, y });
  return undefined;
}

/** An SVG path: straight, or a quadratic curve whose middle lies on the bend; and how far its ends are apart. */
export function floatingPath(
  a: Box,
  b: Box,
  offset = 0,
): { readonly path: string; readonly label: Point; readonly length: number } {
  const { start, end, bend } = floatingLine(a, b, offset);
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (offset === 0) return { path: `M ${start.x} ${start.y} L ${end.x} ${end.y}`, label: middle, length };
  // The control point of a quadratic curve is twice as far out as its middle.
  const control = { x: 2 * bend.x - middle.x, y: 2 * bend.y - middle.y };
  return {
    path: `M ${start.x} ${start.y} Q ${control.x} ${control.y} ${end.x} ${end.y}`,
    label: bend,
    length,
  };
}

const LANE = 36;

/** How far the i-th of n parallel edges stands from the straight line: they fan out evenly around it. */
export const laneOffset = (i: number, n: number): number => (i - (n - 1) / 2) * LANE;
