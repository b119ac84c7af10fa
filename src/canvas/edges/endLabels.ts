import type { Point } from '#core/view';

/** Half the width of a letter of an address, and half the height of its line, in canvas pixels. */
const HALF_LETTER = 3.3;
const HALF_LINE = 8;
/** Kept free between a text and the card or line beside it. */
const CLEAR = 5;
/** Room for the name in the middle of the line: along a level one, along an upright one. */
const NAME = { level: 190, upright: 40 } as const;

/**
 * Where the addresses of a link's ends stand: beside the line, near each card, under a level line and to the right of an
 * upright one; of lines that run side by side on the outer side. Undefined where the line is too short for them and its name.
 */
export function endLabels(
  { start, end, bend }: { readonly start: Point; readonly end: Point; readonly bend: Point },
  texts: readonly [string, string],
): readonly [Point, Point] | undefined {
  const half = (Math.max(texts[0].length, texts[1].length) * HALF_LETTER) | 0;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const dx = Math.abs(end.x - start.x) / (length || 1);
  const dy = Math.abs(end.y - start.y) / (length || 1);
  const along = dx * half + dy * HALF_LINE + CLEAR;
  if (length < 4 * along + dx * NAME.level + dy * NAME.upright) return undefined;
  const beside = dy * half + dx * HALF_LINE + CLEAR;
  const out = { x: bend.x - (start.x + end.x) / 2, y: bend.y - (start.y + end.y) / 2 };
  const sideOf = (u: Point): number => {
    const outwards = -u.y * out.x + u.x * out.y;
    if (Math.abs(outwards) > 1) return Math.sign(outwards);
    // The same side from both ends: down, and where that is neither, to the right.
    return Math.abs(u.x) > 0.05 ? Math.sign(u.x) : -Math.sign(u.y);
  };
  const at = (from: Point): Point => {
    const way = Math.hypot(bend.x - from.x, bend.y - from.y) || 1;
    const u = { x: (bend.x - from.x) / way, y: (bend.y - from.y) / way };
    const side = sideOf(u);
    return { x: from.x + u.x * along - u.y * beside * side, y: from.y + u.y * along + u.x * beside * side };
  };
  return [at(start), at(end)];
}
