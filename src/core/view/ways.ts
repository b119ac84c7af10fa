import type { LegName } from '../simulate/trace.ts';
import { type Box, centre, floatingLine } from './floatingEdge.ts';
import type { Point } from './point.ts';

/** Where a device stands: several devices share a place while their cluster is closed. */
export interface Anchor {
  /** Equal exactly for devices that are drawn at one place. */
  readonly key: string;
  readonly box: Box;
  /** The whole card that it is on: words about it stand beside that. */
  readonly card: Box;
}

/** A device of an opened cluster stands inside of its card, among addresses that nothing may run across. */
const isInside = ({ box, card }: Anchor): boolean => box !== card;

/** How far a leg runs beside the straight line, to the right of its own direction: there and back never coincide. */
const LANE: Readonly<Record<LegName, number>> = { request: 15, reply: 15, 'follow-up': 23, answer: 23 };
/** How far beside an opened card a packet goes down along it, and how far out it goes up: it keeps to its right. */
const GUTTER = { down: 14, up: 30 } as const;
/** Later legs run beside the first two. */
const LATER: Readonly<Record<LegName, number>> = { request: 0, reply: 0, 'follow-up': 8, answer: 8 };
/** How far out the outermost of these ways is. */
export const GUTTER_WIDTH = 40;
/** How far above or below the middle of a device's right edge a leg comes and goes. */
const PORT: Readonly<Record<LegName, number>> = { request: -5, reply: 5, 'follow-up': -5, answer: 5 };
/** How far beside its words a pod's packets come and go. */
const BESIDE = 12;
/** How far above and below an opened card a leg turns into its gutter. */
const TURN = 16;

/**
 * The way of a packet from place to place, from border to border: straight between cards; to and from the devices of an
 * opened cluster along the right side of its card, and in at their right edges.
 */
export function wayBetween(a: Anchor, b: Anchor, leg: LegName): readonly Point[] {
  if (!isInside(a) && !isInside(b)) {
    const { from, to } = laneLine(a.box, b.box, LANE[leg]);
    return [from, to];
  }
  const inner = neighbours(a, b, leg);
  if (inner) return inner;
  if (isInside(a) && isInside(b) && a.card === b.card) {
    const [from, to] = [portOf(a, leg), portOf(b, leg)];
    const x = gutterOf(a.card, leg, to.y < from.y ? 'up' : 'down');
    return [from, { x, y: from.y }, { x, y: to.y }, to];
  }
  const out = isInside(a) ? accessTo(a, b.card, leg, 'out').toReversed() : [];
  const back = isInside(b) ? accessTo(b, a.card, leg, 'in') : [];
  const [first] = back;
  const last = out.at(-1);
  return [
    ...(out.length > 0 || !first ? out : [edgeTowards(a.box, first, LANE[leg], 'away')]),
    ...(back.length > 0 || !last ? back : [edgeTowards(b.box, last, LANE[leg], 'home')]),
  ];
}

const gutterOf = (card: Box, leg: LegName, way: keyof typeof GUTTER): number =>
  card.x + card.width + GUTTER[way] + LATER[leg];

const portOf = ({ box, key }: Anchor, leg: LegName): Point => ({
  // A pod's mark stands beside its words.
  x: box.x + box.width + (key.startsWith('pod:') ? BESIDE : 0),
  y: box.y + box.height / 2 + Math.sign(PORT[leg]) * Math.min(Math.abs(PORT[leg]), box.height / 4),
});

/** A pod and its own node: level, at the pod's height, with the pod's own words left of it. */
function neighbours(a: Anchor, b: Anchor, leg: LegName): readonly Point[] | undefined {
  if (!isInside(a) || !isInside(b)) return undefined;
  const [pod, node] = holds(b.box, a.box) ? [a, b] : holds(a.box, b.box) ? [b, a] : [];
  if (!pod || !node) return undefined;
  const at = portOf(pod, leg);
  const edge = { x: node.box.x + node.box.width, y: at.y };
  return pod === b ? [edge, at] : [at, edge];
}

const holds = (outer: Box, inner: Box): boolean =>
  outer !== inner &&
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** From outside of an opened card, on the side of the other one, to a device in it; `out`: a packet goes it backwards. */
function accessTo(inside: Anchor, other: Box, leg: LegName, way: 'in' | 'out'): Point[] {
  const { card } = inside;
  const port = portOf(inside, leg);
  const below = centre(other).y >= centre(card).y;
  const x = gutterOf(card, leg, below === (way === 'in') ? 'up' : 'down');
  const turn = { x, y: port.y };
  if (other.x > card.x + card.width + GUTTER_WIDTH) return [turn, port];
  const y = below ? card.y + card.height + TURN : card.y - TURN;
  return [{ x, y }, turn, port];
}

/** Where a line to a point leaves a box (`away`), or one from it comes in (`home`), beside the middle by its lane. */
function edgeTowards(box: Box, point: Point, lane: number, way: 'away' | 'home'): Point {
  const middle = centre(box);
  const direct = unitOf(middle, point);
  if (!direct) return middle;
  // Right of the packet's own direction.
  const aside = Math.min(lane, Math.min(box.width, box.height) * 0.35) * (way === 'away' ? 1 : -1);
  const from = { x: middle.x - direct.y * aside, y: middle.y + direct.x * aside };
  const unit = unitOf(from, point) ?? direct;
  return along(from, unit, crossing(box, from, unit)?.out ?? 0);
}

function unitOf(a: Point, b: Point): Point | undefined {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  return length === 0 ? undefined : { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
}

/**
 * The line from box to box as the picture's own lines run, `lane` to the right of its direction, from border to
 * border. Small boxes get narrow lanes, so that the line still meets them.
 */
export function laneLine(a: Box, b: Box, lane: number): { from: Point; to: Point } {
  const apart = !touches(a, b);
  const { start, end } = apart ? floatingLine(a, b, 0) : { start: centre(a), end: centre(b) };
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length === 0) return { from: start, to: end };
  const unit = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
  const room = Math.min(a.width, a.height, b.width, b.height) * 0.35;
  const aside = Math.min(lane, room);
  const from = { x: start.x - unit.y * aside, y: start.y + unit.x * aside };
  const to = { x: end.x - unit.y * aside, y: end.y + unit.x * aside };
  // One box inside the other, or both on top of each other: there is no way between borders.
  if (!apart) return { from, to };
  const leaves = crossing(a, from, unit)?.out ?? 0;
  const enters = crossing(b, from, unit)?.in ?? length;
  return { from: along(from, unit, leaves), to: along(from, unit, enters) };
}

export const touches = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

const along = (a: Point, unit: Point, by: number): Point => ({ x: a.x + unit.x * by, y: a.y + unit.y * by });

/** Whether a straight run passes through a box. */
export function runsThrough(from: Point, to: Point, box: Box): boolean {
  const unit = unitOf(from, to);
  const range = unit && crossing(box, from, unit);
  return range !== undefined && range.out >= 0 && range.in <= Math.hypot(to.x - from.x, to.y - from.y);
}

/** How far along a line a box is entered and left; undefined where the line misses it. */
function crossing(box: Box, from: Point, unit: Point): { in: number; out: number } | undefined {
  const axis = (at: number, d: number, low: number, high: number): readonly [number, number] => {
    if (Math.abs(d) < 1e-9)
      return at < low || at > high
        ? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
        : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const [one, other] = [(low - at) / d, (high - at) / d];
    return one < other ? [one, other] : [other, one];
  };
  const [x0, x1] = axis(from.x, unit.x, box.x, box.x + box.width);
  const [y0, y1] = axis(from.y, unit.y, box.y, box.y + box.height);
  const range = { in: Math.max(x0, y0), out: Math.min(x1, y1) };
  return range.in <= range.out ? range : undefined;
}
