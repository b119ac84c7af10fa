import type { Line } from './floatingEdge.ts';
import type { Point } from './point.ts';

/** Half the width of a letter of an address, and half the height of its line, in canvas pixels. */
const HALF_LETTER = 3.3;
const HALF_LINE = 8;
/** Kept free between a text and the card or line beside it. */
const CLEAR = 5;
/** Room for the name in the middle of the line: along a level one, along an upright one. */
const NAME = { level: 190, upright: 40 } as const;

/**
 * Where two texts stand near a link's ends, beside the line. Addresses stand under a level line and to the right of an
 * upright one, of lines that run side by side on the outer side; what is told of its session stands where that is drawn.
 * Undefined where the line is too short for them and its name.
 */
export function endLabels(
  line: Line,
  texts: readonly [string, string],
  of: 'addresses' | 'session' = 'addresses',
): readonly [Point, Point] | undefined {
  const { start, end, bend } = line;
  const half = (Math.max(texts[0].length, texts[1].length) * HALF_LETTER) | 0;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const dx = Math.abs(end.x - start.x) / (length || 1);
  const dy = Math.abs(end.y - start.y) / (length || 1);
  const along = dx * half + dy * HALF_LINE + CLEAR;
  if (length < 4 * along + dx * NAME.level + dy * NAME.upright) return undefined;
  const beside = dy * half + dx * HALF_LINE + CLEAR;
  const at = (from: Point): Point => {
    const u = towards(from, bend);
    const side = of === 'session' ? sessionSide(line, from) : lineSide(line, from);
    return { x: from.x + u.x * along - u.y * beside * side, y: from.y + u.y * along + u.x * beside * side };
  };
  return [at(start), at(end)];
}

/**
 * The side of a line, seen on the way from one of its ends, where its addresses stand: 1 right, -1 left. That is the outer
 * side of a bent line, else the lower one, of an upright line the right one.
 */
function lineSide(line: Line, from: Point): number {
  const u = towards(from, line.bend);
  const outwards = outerSide(line, u);
  if (outwards !== 0) return outwards;
  // The same side from both ends: down, and where that is neither, to the right.
  return Math.abs(u.x) > 0.05 ? Math.sign(u.x) : -Math.sign(u.y);
}

/** The side where a session runs: the outer one, too, of a straight line the one that addresses leave free. */
export const sessionSide = (line: Line, from: Point): number =>
  outerSide(line, towards(from, line.bend)) || -lineSide(line, from);

/** On which side a line is bent, seen along a way; 0 when it is straight. */
function outerSide({ start, end, bend }: Line, u: Point): number {
  const out = { x: bend.x - (start.x + end.x) / 2, y: bend.y - (start.y + end.y) / 2 };
  const outwards = -u.y * out.x + u.x * out.y;
  return Math.abs(outwards) > 1 ? Math.sign(outwards) : 0;
}

/** Whether a line is one of several that run side by side. */
export const isBent = (line: Line): boolean => outerSide(line, towards(line.start, line.end)) !== 0;

const towards = (from: Point, to: Point): Point => {
  const way = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: (to.x - from.x) / way, y: (to.y - from.y) / way };
};
