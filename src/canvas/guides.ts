import type { Box } from '#core/view';
import type { Point } from '#editor';

/** A line that shows why something stands where it does, in canvas coordinates. */
export interface Guide {
  /** `gap`: one of several equal distances; else edges or middles that are in one line. */
  readonly kind: 'line' | 'gap';
  readonly from: Point;
  readonly to: Point;
}

export interface Snapped {
  readonly delta: Point;
  readonly guides: readonly Guide[];
}

/** Where one axis lets a box be: a correction of its place, and the lines that tell why. */
interface Candidate {
  readonly shift: number;
  /** The lines, once the box stands there. */
  readonly guides: (moved: Box) => readonly Guide[];
}

/** What a dragged box may stop in line with, made once a drag: each frame asks among thousands. */
export interface Standing {
  readonly across: Axis;
  /** The same with coordinates swapped. */
  readonly upright: Axis;
}

interface Axis {
  readonly boxes: readonly Box[];
  /** Left and right edges, by their place. */
  readonly edges: readonly Stop[];
  readonly middles: readonly Stop[];
}

interface Stop {
  readonly at: number;
  readonly box: Box;
}

export const standing = (boxes: readonly Box[]): Standing => ({
  across: axisOf(boxes),
  upright: axisOf(boxes.map(turn)),
});

function axisOf(boxes: readonly Box[]): Axis {
  const sorted = (stops: Stop[]): Stop[] => stops.sort((a, b) => a.at - b.at);
  return {
    boxes,
    edges: sorted(
      boxes.flatMap((box) => [
        { at: box.x, box },
        { at: end(box), box },
      ]),
    ),
    middles: sorted(boxes.map((box) => ({ at: box.x + box.width / 2, box }))),
  };
}

/**
 * How far a dragged box really goes: to where one of its edges or its middle is in line with that of another box, or its
 * gaps to its neighbours are equal, if that is no further than `reach` from where it was dragged; each axis by itself.
 * On an axis where neither holds it goes to the grid (`grid` undefined: where it was dragged); `anchor` is what stands on it.
 */
export function snapDrag(
  moving: Box,
  drag: Point,
  { across, upright }: Standing,
  {
    reach,
    grid,
    anchor,
  }: { readonly reach: number; readonly grid: number | undefined; readonly anchor: Point },
): Snapped {
  const dragged = { ...moving, x: moving.x + drag.x, y: moving.y + drag.y };
  const turned = turn(dragged);
  const x = nearest([...lines(dragged, across), ...gaps(dragged, across.boxes)], reach);
  const y = nearest([...lines(turned, upright), ...gaps(turned, upright.boxes)], reach);
  const onGrid = (start: number, by: number): number =>
    grid === undefined ? by : Math.round((start + by) / grid) * grid - start;
  const delta = {
    x: x ? Math.round(drag.x + x.shift) : onGrid(anchor.x, drag.x),
    y: y ? Math.round(drag.y + y.shift) : onGrid(anchor.y, drag.y),
  };
  const moved = { ...moving, x: moving.x + delta.x, y: moving.y + delta.y };
  return {
    delta,
    guides: [...(x?.guides(moved) ?? []), ...(y?.guides(turn(moved)) ?? []).map(turnGuide)],
  };
}

/** The nearest within reach; a line before a gap where both are as near. */
function nearest(candidates: readonly Candidate[], reach: number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.shift) > reach) continue;
    if (!best || Math.abs(candidate.shift) < Math.abs(best.shift)) best = candidate;
  }
  return best;
}

/** Left edges, middles and right edges in one line with those of others: edges go with edges, middles with middles. */
const lines = (box: Box, axis: Axis): Candidate[] => [
  ...inLineWith(box.x, axis.edges, axis),
  ...inLineWith(box.x + box.width / 2, axis.middles, axis),
  ...inLineWith(end(box), axis.edges, axis),
];

/** The stop that is nearest to a place, if there is any. */
function inLineWith(from: number, stops: readonly Stop[], axis: Axis): Candidate[] {
  const next = firstFrom(stops, from);
  const [left, right] = [stops[next - 1], stops[next]];
  const near = !left || (right && right.at - from < from - left.at) ? right : left;
  if (!near) return [];
  const { at } = near;
  return [
    {
      shift: at - from,
      guides: (moved) => {
        let [top, bottom] = [moved.y, moved.y + moved.height];
        for (const list of [axis.edges, axis.middles])
          for (let i = firstFrom(list, at - SAME); ; i++) {
            const stop = list[i];
            if (!stop || stop.at >= at + SAME) break;
            top = Math.min(top, stop.box.y);
            bottom = Math.max(bottom, stop.box.y + stop.box.height);
          }
        return [{ kind: 'line', from: { x: at, y: top }, to: { x: at, y: bottom } }];
      },
    },
  ];
}

/** Nobody sees that two lines nearer than this are two, in canvas pixels. */
const SAME = 0.75;

/** The index of the first stop that is not before a place. */
function firstFrom(stops: readonly Stop[], place: number): number {
  let [low, high] = [0, stops.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stops[middle]?.at ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Equal distances in a row of boxes: between two neighbours, or behind or before two. */
function gaps(box: Box, others: readonly Box[]): Candidate[] {
  const row = others.filter(({ y, height }) => y < box.y + box.height && y + height > box.y);
  const before = row
    .filter(({ x, width }) => x + width <= box.x + box.width / 2)
    .sort((a, b) => end(b) - end(a));
  const behind = row.filter(({ x }) => x >= box.x + box.width / 2).sort((a, b) => a.x - b.x);
  const [left, lefter] = before;
  const [right, righter] = behind;
  const found: Candidate[] = [];
  if (left && right) {
    const gap = (right.x - end(left) - box.width) / 2;
    if (gap > 0)
      found.push({
        shift: end(left) + gap - box.x,
        guides: (moved) => [between(left, moved), between(moved, right)],
      });
  }
  if (left && lefter && left.x > end(lefter)) {
    const gap = left.x - end(lefter);
    found.push({
      shift: end(left) + gap - box.x,
      guides: (moved) => [between(lefter, left), between(left, moved)],
    });
  }
  if (right && righter && righter.x > end(right)) {
    const gap = righter.x - end(right);
    found.push({
      shift: right.x - gap - box.width - box.x,
      guides: (moved) => [between(moved, right), between(right, righter)],
    });
  }
  return found;
}

const end = ({ x, width }: Box): number => x + width;

/** The distance from one box to the next, drawn where both are. */
function between(a: Box, b: Box): Guide {
  const top = Math.max(a.y, b.y);
  const bottom = Math.min(a.y + a.height, b.y + b.height);
  const y = (top + bottom) / 2;
  return { kind: 'gap', from: { x: end(a), y }, to: { x: b.x, y } };
}

const turn = ({ x, y, width, height }: Box): Box => ({ x: y, y: x, width: height, height: width });
const turnPoint = ({ x, y }: Point): Point => ({ x: y, y: x });
const turnGuide = ({ kind, from, to }: Guide): Guide => ({ kind, from: turnPoint(from), to: turnPoint(to) });
