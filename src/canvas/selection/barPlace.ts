import { type Box, type Point, type Size, touches } from '#core/view';

/** Between the bar and what it is about, and the least to the edge of the view, in pixels of the screen. */
const GAP = 12;
const EDGE = 6;

/**
 * Where a bar of buttons stands that is about a box: above it, else below or beside it, else at the bottom of the view; wholly in
 * view, on nothing that is `taken`, and on nothing to be `avoided` if there is such a place. Undefined where there is no place.
 * All in pixels of the view.
 */
export function barPlace(
  { width, height }: Size,
  about: Box,
  view: Size,
  taken: readonly Box[],
  avoided: readonly Box[] = [],
): Point | undefined {
  const columns = [about.x + (about.width - width) / 2, about.x, about.x + about.width - width];
  const rows = [about.y + (about.height - height) / 2, about.y, about.y + about.height - height];
  const places = [
    ...columns.map((x) => ({ x, y: about.y - height - GAP })),
    ...columns.map((x) => ({ x, y: about.y + about.height + GAP })),
    ...rows.map((y) => ({ x: about.x + about.width + GAP, y })),
    ...rows.map((y) => ({ x: about.x - width - GAP, y })),
    { x: (view.width - width) / 2, y: view.height - height - GAP },
    // Whole pixels: text on half ones is blurred.
  ].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  const isFree = ({ x, y }: Point): boolean =>
    x >= EDGE &&
    y >= EDGE &&
    x + width <= view.width - EDGE &&
    y + height <= view.height - EDGE &&
    isOff({ x, y }, taken);
  const isOff = ({ x, y }: Point, boxes: readonly Box[]): boolean =>
    !boxes.some((box) => touches({ x, y, width, height }, box));
  const free = places.filter(isFree);
  return free.find((place) => isOff(place, avoided)) ?? free[0];
}
