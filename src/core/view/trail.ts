import type { Disposition, LegName, Path } from '../simulate/trace.ts';
import { type Box, centre, floatingLine } from './floatingEdge.ts';
import { hopLabel, hopPlaces, sideOf } from './hops.ts';
import type { Point } from './placement.ts';

/** Where a device stands: several devices share a place while their cluster is closed. */
export interface Anchor {
  /** Equal exactly for devices that are drawn at one place. */
  readonly key: string;
  readonly box: Box;
  /** The whole card that it is on: words about it stand beside that. */
  readonly card: Box;
}

export type AnchorOf = (device: string) => Anchor | undefined;

/** One arrow of the trail, from place to place. */
export interface Segment {
  readonly leg: LegName;
  readonly from: Point;
  readonly to: Point;
  /** Numbers of the hops that stand where it arrives: `3`, `4–5'`. */
  readonly label: string;
  /** The playback cursor of the hop that arrives. */
  readonly cursor: number;
  /** Travels in a tunnel: drawn as a double line. */
  readonly encapsulated: boolean;
}

/** How a leg ended, and where. */
export interface EndMark {
  readonly leg: LegName;
  readonly at: Point;
  readonly disposition: Disposition;
  readonly device: string;
  /** The cursor of its last hop. */
  readonly cursor: number;
  /** Where there is room for words: outside the box, away from the arrow. */
  readonly label: { readonly at: Point; readonly anchor: 'start' | 'end' };
}

/** Numbers of the hops where a leg begins. */
export interface StartMark {
  readonly leg: LegName;
  readonly at: Point;
  readonly label: string;
  readonly cursor: number;
}

/** Where the packet rests at one hop, and the way it comes there from the hop before. */
export interface Stop {
  readonly at: Point;
  readonly way: readonly Point[];
  readonly box: Box;
  readonly card: Box;
}

export interface Trail {
  readonly segments: readonly Segment[];
  readonly starts: readonly StartMark[];
  readonly ends: readonly EndMark[];
  /** By playback cursor; undefined where the device is not drawn. */
  readonly stops: readonly (Stop | undefined)[];
}

/** How far a leg runs beside the straight line, to the right of its own direction: there and back never coincide. */
const LANE: Readonly<Record<LegName, number>> = { request: 15, reply: 15, 'follow-up': 23, answer: 23 };

/** The whole walk as a picture that tells the story without moving. */
export function trailOf(path: Path, anchorOf: AnchorOf): Trail {
  const segments: Segment[] = [];
  const starts: StartMark[] = [];
  const ends: EndMark[] = [];
  const stops: (Stop | undefined)[] = [];
  /** By place: the box that a leg last came there from. */
  const cameFrom = new Map<string, Box>();
  for (const leg of path.legs) {
    const places = hopPlaces(path).filter((place) => place.leg === leg);
    const runs = runsOf(places, (place) => anchorOf(place.hop.device));
    let rest: Point | undefined;
    runs.forEach((run, index) => {
      const before = runs[index - 1];
      const next = runs[index + 1];
      const first = run.items[0];
      if (!first) return;
      const arrow = before && laneLine(before.anchor.box, run.anchor.box, LANE[leg.leg]);
      const leave = next && laneLine(run.anchor.box, next.anchor.box, LANE[leg.leg]).from;
      const back = cameFrom.get(run.anchor.key);
      // A leg that is lost where it starts would have gone back the way that the one before it came.
      const stuck = back && laneLine(run.anchor.box, back, LANE[leg.leg]).from;
      const at = arrow?.to ?? leave ?? stuck ?? corner(run.anchor.box);
      if (before) cameFrom.set(run.anchor.key, before.anchor.box);
      if (arrow)
        segments.push({
          leg: leg.leg,
          ...arrow,
          label: runLabel(leg.leg, run.items),
          cursor: first.cursor,
          encapsulated: before.items.at(-1)?.hop.packet.outer != null,
        });
      else if (next)
        starts.push({ leg: leg.leg, at, label: runLabel(leg.leg, run.items), cursor: first.cursor });
      for (const place of run.items) {
        const way = place === first && arrow && rest ? [rest, arrow.from, arrow.to] : [at];
        stops[place.cursor] = { at, way, box: run.anchor.box, card: run.anchor.card };
      }
      rest = at;
    });
    const last = places.at(-1);
    const end = last && stops[last.cursor];
    if (last && end)
      ends.push({
        leg: leg.leg,
        at: end.at,
        disposition: leg.disposition,
        device: last.hop.device,
        cursor: last.cursor,
        label: end.box === end.card ? labelAt(end.at, end.box) : labelBeside(end.at, end.card),
      });
  }
  return { segments, starts, ends, stops };
}

interface Run<T> {
  readonly anchor: Anchor;
  readonly items: T[];
}

/** Consecutive items at one place. What is not drawn is passed over. */
function runsOf<T>(items: readonly T[], anchorOf: (item: T) => Anchor | undefined): Run<T>[] {
  const runs: Run<T>[] = [];
  for (const item of items) {
    const anchor = anchorOf(item);
    if (!anchor) continue;
    const last = runs.at(-1);
    if (last?.anchor.key === anchor.key) last.items.push(item);
    else runs.push({ anchor, items: [item] });
  }
  return runs;
}

function runLabel(leg: LegName, items: readonly { readonly number: number }[]): string {
  const first = items[0]?.number ?? 0;
  const last = items.at(-1)?.number ?? first;
  if (first === last) return hopLabel(leg, first);
  return sideOf(leg) === 'request' ? `${first}–${last}` : `${hopLabel(leg, first)}–${hopLabel(leg, last)}`;
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

/** Beside a mark on the border of a box: outside, and further out from the middle than the arrow that comes there. */
function labelAt(at: Point, box: Box): EndMark['label'] {
  const middle = centre(box);
  const right = at.x >= middle.x;
  const below = at.y >= middle.y;
  const flat =
    Math.min(Math.abs(at.y - box.y), Math.abs(at.y - box.y - box.height)) <=
    Math.min(Math.abs(at.x - box.x), Math.abs(at.x - box.x - box.width));
  return flat
    ? { at: { x: at.x + (right ? 16 : -16), y: at.y + (below ? 18 : -18) }, anchor: right ? 'start' : 'end' }
    : { at: { x: at.x + (right ? 8 : -8), y: at.y + (below ? 30 : -30) }, anchor: right ? 'start' : 'end' };
}

/** What ends inside an opened cluster is told beside the card: inside are the addresses. */
const labelBeside = (at: Point, card: Box): EndMark['label'] => ({
  at: { x: card.x + card.width + 12, y: at.y },
  anchor: 'start',
});

/** What a lost leg's words say. */
export const endWords = ({ disposition, device }: EndMark): string => `${disposition} at ${device}`;

/** The box of a lost leg's words; undefined for one that arrived. */
export function wordsBox(end: EndMark, screen: { left: number; right: number }): Box | undefined {
  if (end.disposition === 'delivered') return undefined;
  const width = endWords(end).length * 6.3 + 16;
  return { x: labelLeft(end, width, screen), y: end.label.at.y - 10, width, height: 20 };
}

/**
 * Where words of that width begin: where the label wants them, or as near as they are wholly on screen, but never
 * away from their mark.
 */
export function labelLeft(
  { at, label }: EndMark,
  width: number,
  screen: { left: number; right: number },
): number {
  const wanted = label.anchor === 'start' ? label.at.x : label.at.x - width;
  const shown = Math.max(screen.left, Math.min(wanted, screen.right - width));
  return Math.max(Math.min(wanted, at.x - width), Math.min(shown, Math.max(wanted, at.x)));
}

/** Where something stands that never leaves its box. */
const corner = (box: Box): Point => ({ x: box.x + box.width - 16, y: box.y });

/** The plan entity of a device, or of any endpoint: `pod:london/cb-0` //=> `london`. */
export const entityOf = (device: string): string => /^[^:]*:([^/]*)/.exec(device)?.[1] ?? device;
