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
        label: end.box === end.card ? labelAt(end.at, end.box) : labelBeside(end.at, end.card),
      });
  }
  return {
    segments,
    starts,
    ends: ends.map((end) => clearOf(end, segments, stops[end.cursor]?.card)),
    stops,
  };
}

/** A lost leg's words where no arrow runs through them, if there is such a place around the mark. */
function clearOf(end: EndMark, segments: readonly Segment[], card: Box | undefined): EndMark {
  if (end.disposition === 'delivered') return end;
  const { x, y } = end.at;
  const around = [
    end.label,
    ...([-24, 18] as const).flatMap((dy) =>
      ([-16, 16] as const).map((dx): EndMark['label'] => ({
        at: { x: x + dx, y: y + dy },
        anchor: dx < 0 ? 'end' : 'start',
      })),
    ),
  ];
  const isClear = (label: EndMark['label']): boolean => {
    const box = wordsBox({ ...end, label }, EVERYWHERE);
    if (!box || (card && touches(box, card))) return false;
    return !segments.some(({ way }) =>
      way.slice(1).some((to, index) => {
        const from = way[index];
        return from !== undefined && runsThrough(from, to, box);
      }),
    );
  };
  return { ...end, label: around.find(isClear) ?? end.label };
}

const EVERYWHERE = { left: Number.NEGATIVE_INFINITY, right: Number.POSITIVE_INFINITY };

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

/** The box of a lost leg's words; undefined for one that arrived. */
export function wordsBox(end: EndMark, screen: { left: number; right: number }): Box | undefined {
  if (end.disposition === 'delivered') return undefined;
  const width = Math.max(...endLines(end).map(({ length }) => length)) * 6.3 + 16;
  return { x: labelLeft(end, width, screen), y: end.label.at.y - 10, width, height: 34 };
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
