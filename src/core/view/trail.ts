import { formatPrefix } from '../address/prefix.ts';
import type { Disposition, Ending, LegName, Path } from '../simulate/trace.ts';
import { type Box, centre } from './floatingEdge.ts';
import { hopLabel, hopPlaces, sideOf } from './hops.ts';
import type { Point } from './point.ts';
import { type Anchor, GUTTER_WIDTH, runsThrough, touches, wayBetween } from './ways.ts';

export type AnchorOf = (device: string) => Anchor | undefined;

/** One arrow of the trail, from place to place. */
export interface Segment {
  readonly leg: LegName;
  /** From where to where, in straight runs: two points, more around an opened cluster. */
  readonly way: readonly Point[];
  readonly from: Point;
  readonly to: Point;
  /** Numbers of the hops that stand where it arrives: `3`, `4–5'`. */
  readonly label: string;
  /** Where that number stands on the way. */
  readonly badge: Point;
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
  /** The entry that decided, with the number of its rule: `10.32.0.0/16 (S6)`; the number alone where no entry did. */
  readonly decided: string;
  /** The cursor of its last hop. */
  readonly cursor: number;
  /** Where there may be room for words: outside the box, away from the arrow; the best place first. */
  readonly places: readonly WordsPlace[];
  /** What words about it keep off: the card that it is on. */
  readonly card: Box;
}

/** Where words begin (`start`) or end. */
export interface WordsPlace {
  readonly at: Point;
  readonly anchor: 'start' | 'end';
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

/** The whole walk as a picture that tells the story without moving. */
export function trailOf(path: Path, anchorOf: AnchorOf): Trail {
  const segments: Segment[] = [];
  const starts: StartMark[] = [];
  const ends: EndMark[] = [];
  const stops: (Stop | undefined)[] = [];
  /** By place: where a leg last came there from. */
  const cameFrom = new Map<string, Anchor>();
  for (const leg of path.legs) {
    const places = hopPlaces(path).filter((place) => place.leg === leg);
    const runs = runsOf(places, (place) => anchorOf(place.hop.device));
    let rest: Point | undefined;
    runs.forEach((run, index) => {
      const before = runs[index - 1];
      const next = runs[index + 1];
      const first = run.items[0];
      if (!first) return;
      const arrow = before && wayBetween(before.anchor, run.anchor, leg.leg);
      const leave = next && wayBetween(run.anchor, next.anchor, leg.leg)[0];
      const back = cameFrom.get(run.anchor.key);
      // A leg that is lost where it starts would have gone back the way that the one before it came.
      const stuck = back && wayBetween(run.anchor, back, leg.leg)[0];
      const [from] = arrow ?? [];
      const to = arrow?.at(-1);
      const at = to ?? leave ?? stuck ?? corner(run.anchor.box);
      if (before) cameFrom.set(run.anchor.key, before.anchor);
      if (arrow && from && to)
        segments.push({
          leg: leg.leg,
          way: arrow,
          from,
          to,
          label: runLabel(leg.leg, run.items),
          badge: badgeAt(arrow, leg.leg),
          cursor: first.cursor,
          encapsulated: before.items.at(-1)?.hop.packet.outer != null,
        });
      else if (next)
        starts.push({
          leg: leg.leg,
          // Inside of an opened cluster something may have arrived at the very place: the number stands on its way.
          at:
            run.anchor.box === run.anchor.card ? at : onTheWay(wayBetween(run.anchor, next.anchor, leg.leg)),
          label: runLabel(leg.leg, run.items),
          cursor: first.cursor,
        });
      for (const place of run.items) {
        const way = place === first && arrow && rest ? [rest, ...arrow] : [at];
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
        decided: decidedBy(leg.ending),
        cursor: last.cursor,
        places: [
          end.box === end.card ? labelAt(end.at, end.box) : labelBeside(end.at, end.card),
          ...placesAround(end.at),
        ],
        card: end.card,
      });
  }
  return { segments, starts, ends, stops };
}

/** Places for words around a mark: left and right of it, above and below, then beyond the arrow that comes there. */
const placesAround = ({ x, y }: Point): readonly WordsPlace[] =>
  [16, 60].flatMap((aside) =>
    [-24, 18].flatMap((dy): WordsPlace[] => [
      { at: { x: x - aside, y: y + dy }, anchor: 'end' },
      { at: { x: x + aside, y: y + dy }, anchor: 'start' },
    ]),
  );

/** Whether a leg's numbers are drawn; later legs repeat the first two. */
export const isNumbered = (leg: LegName): boolean => leg === 'request' || leg === 'reply';

/** How wide a number's badge is; it is 18 high. */
export const badgeWidth = (label: string): number => Math.max(18, label.length * 6.5 + 9);

/**
 * Where the number of a way stands: near its head, or early on the longest run of a way that turns. Of short ways there and
 * back between the same two places the numbers stand apart.
 */
function badgeAt(way: readonly Point[], leg: LegName): Point {
  let [from, to] = [way[0], way[1]];
  for (let i = 2; i < way.length; i++) {
    const [a, b] = [way[i - 1], way[i]];
    if (from && to && a && b && distance(a, b) > distance(from, to)) [from, to] = [a, b];
  }
  if (!from || !to) return { x: 0, y: 0 };
  const length = distance(from, to);
  const early = sideOf(leg) === 'request' ? 0.36 : 0.5;
  const part = way.length > 2 ? 0.36 : length > 160 ? 1 - 30 / length : early;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

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

/** Beside a mark on the border of a box: outside, and further out from the middle than the arrow that comes there. */
function labelAt(at: Point, box: Box): WordsPlace {
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
const labelBeside = (at: Point, card: Box): WordsPlace => ({
  // Beyond the arrows that run along the card.
  at: { x: card.x + card.width + GUTTER_WIDTH + 10, y: at.y },
  anchor: 'start',
});

const decidedBy = ({ prefix, rule }: Ending): string =>
  prefix ? `${formatPrefix(prefix)} (${rule})` : `(${rule})`;

/** What a lost leg's words say: how it ended, where, and what decided. */
export const endWords = (end: EndMark): string => endLines(end).join(' ');

/** The same in two lines, for where there is less room. */
export const endLines = ({ disposition, device, decided }: EndMark): readonly [string, string] => [
  `${disposition} at ${device}`,
  decided.startsWith('(') ? decided : `by ${decided}`,
];

/** What of the canvas is on screen from left to right. */
interface Screen {
  readonly left: number;
  readonly right: number;
}

/** Where no screen ends: in a picture. */
export const EVERYWHERE: Screen = { left: Number.NEGATIVE_INFINITY, right: Number.POSITIVE_INFINITY };

/**
 * The box of a lost leg's words, on no card, arrow or number if there is such a place on the screen; undefined for a leg that
 * arrived. `width`: of the words as they are drawn.
 */
export function wordsBox(
  end: EndMark,
  trail: Pick<Trail, 'segments' | 'starts'>,
  screen: Screen,
  width = Math.max(...endLines(end).map(({ length }) => length)) * 6.3 + 16,
): Box | undefined {
  if (end.disposition === 'delivered') return undefined;
  const boxes = end.places.map((place) => ({
    x: wordsLeft(end.at, place, width, screen),
    y: place.at.y - 10,
    width,
    height: 34,
  }));
  return boxes.find((box) => isClear(box, end, trail)) ?? boxes[0];
}

function isClear(
  box: Box,
  { card }: EndMark,
  { segments, starts }: Pick<Trail, 'segments' | 'starts'>,
): boolean {
  if (touches(box, card)) return false;
  const numbers = [...segments.map(({ leg, badge, label }) => ({ leg, at: badge, label })), ...starts];
  if (numbers.some(({ leg, at, label }) => isNumbered(leg) && touches(box, badgeBox(at, label))))
    return false;
  return !segments.some(({ way }) =>
    way.slice(1).some((to, index) => {
      const from = way[index];
      return from !== undefined && runsThrough(from, to, box);
    }),
  );
}

function badgeBox({ x, y }: Point, label: string): Box {
  const width = badgeWidth(label);
  return { x: x - width / 2, y: y - 9, width, height: 18 };
}

/**
 * Where words of that width begin: where their place wants them, or as near as they are wholly on screen, but never
 * away from their mark.
 */
export function wordsLeft(mark: Point, { at, anchor }: WordsPlace, width: number, screen: Screen): number {
  const wanted = anchor === 'start' ? at.x : at.x - width;
  const shown = Math.max(screen.left, Math.min(wanted, screen.right - width));
  return Math.max(Math.min(wanted, mark.x - width), Math.min(shown, Math.max(wanted, mark.x)));
}

/** A little way from where a way begins. */
function onTheWay([from, to]: readonly Point[]): Point {
  if (!from || !to) return from ?? { x: 0, y: 0 };
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const part = Math.min(24 / length, 1);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** Where something stands that never leaves its box. */
const corner = (box: Box): Point => ({ x: box.x + box.width - 16, y: box.y });

/** The plan entity of a device, or of any endpoint: `pod:london/cb-0` //=> `london`. */
export const entityOf = (device: string): string => /^[^:]*:([^/]*)/.exec(device)?.[1] ?? device;
