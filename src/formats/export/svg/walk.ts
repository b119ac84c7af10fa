import type { Path } from '#core';
import {
  type AnchorOf,
  type Box,
  badgeWidth,
  type EndMark,
  EVERYWHERE,
  endLines,
  isNumbered,
  type Point,
  type Segment,
  type StartMark,
  sideOf,
  type Trail,
  trailOf,
  wordsBox,
} from '#core/view';
import { line } from './card.ts';
import { textWidth } from './measure.ts';
import type { Colours } from './theme.ts';
import { el, group, num } from './xml.ts';

const NUMBER = { size: 11, bold: true };
const WORDS = { size: 11, bold: true };

/** The numbered trail of a walk, as it stands on the canvas when nothing moves; and how far its words reach. */
export function drawWalk(path: Path, anchorOf: AnchorOf, colours: Colours): { drawn: string; boxes: Box[] } {
  const trail = trailOf(path, anchorOf);
  // Later legs lie under the first two: they tell the same story a second time.
  const segments = [...trail.segments].sort((a, b) => order(a) - order(b));
  const boxes: Box[] = [];
  const drawn = [
    ...segments.map((segment) => arrow(segment, colours)),
    ...trail.starts.map((start) => startBadge(start, colours)),
    ...trail.ends.map((end) => endMark(end, trail, colours, boxes)),
  ];
  return { drawn: group({}, ...drawn), boxes };
}

const isLater = (leg: Segment['leg']): boolean => !isNumbered(leg);
const order = ({ leg }: Segment): number => (isLater(leg) ? 0 : 1);

function arrow({ way, from, to, leg, label, badge, encapsulated }: Segment, colours: Colours): string {
  const before = way.at(-2) ?? from;
  const length = Math.hypot(to.x - before.x, to.y - before.y) || 1;
  const unit = { x: (to.x - before.x) / length, y: (to.y - before.y) / length };
  const angle = (Math.atan2(unit.y, unit.x) * 180) / Math.PI;
  const hollow = sideOf(leg) === 'reply';
  const later = isLater(leg);
  // The line ends at the head's back: a hollow head stays hollow.
  const back = Math.min(9, length);
  const ends = [...way.slice(0, -1), { x: to.x - unit.x * back, y: to.y - unit.y * back }];
  const d = ends.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join(' ');
  const run = (stroke: string, width: number): string =>
    el('path', { d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linejoin': 'round' });
  return group(
    { opacity: later ? 0.6 : undefined },
    run(colours.canvas, 7),
    run(colours.info, encapsulated ? 7 : later ? 1.5 : 2.5),
    encapsulated ? run(colours.canvas, 3) : '',
    el('path', {
      d: 'M0 0-10-5.5-10 5.5Z',
      transform: `translate(${num(to.x)} ${num(to.y)}) rotate(${num(angle)})`,
      fill: hollow ? colours.canvas : colours.info,
      stroke: colours.info,
      'stroke-width': 1.6,
      'stroke-linejoin': 'round',
    }),
    later ? '' : numberBadge(badge, label, hollow, colours),
  );
}

const startBadge = ({ leg, at, label }: StartMark, colours: Colours): string =>
  isLater(leg) ? '' : numberBadge(at, label, sideOf(leg) === 'reply', colours);

function numberBadge({ x, y }: Point, label: string, hollow: boolean, colours: Colours): string {
  const width = badgeWidth(label);
  return (
    el('rect', {
      x: x - width / 2,
      y: y - 9,
      width,
      height: 18,
      rx: 9,
      fill: hollow ? colours.canvas : colours.info,
      stroke: hollow ? colours.info : colours.canvas,
      'stroke-width': hollow ? 1.75 : 1.5,
    }) +
    line(label, x, y + 4, NUMBER, hollow ? colours.info : colours.onColour, { anchor: 'middle', weight: 700 })
  );
}

/** A circle with a check where a leg arrives, an octagon with X and words where it is lost. */
function endMark(end: EndMark, trail: Trail, colours: Colours, boxes: Box[]): string {
  const { x, y } = end.at;
  const at = { transform: `translate(${num(x)} ${num(y)})` };
  const edge = { stroke: colours.canvas, 'stroke-width': 2 };
  const sign = { fill: 'none', stroke: colours.onColour, 'stroke-linecap': 'round' };
  boxes.push({ x: x - 12, y: y - 12, width: 24, height: 24 });
  if (end.disposition === 'delivered') {
    if (isLater(end.leg)) return '';
    return group(
      at,
      el('circle', { r: 9, fill: colours.ok, ...edge }),
      el('path', { d: 'M-4 0-1 3.2 4.2-2.8', ...sign, 'stroke-width': 2, 'stroke-linejoin': 'round' }),
    );
  }
  const lines = endLines(end);
  const width = Math.max(...lines.map((text) => textWidth(text, WORDS))) + 16;
  const box = wordsBox(end, trail, EVERYWHERE, width);
  if (!box) return '';
  boxes.push(box);
  return (
    group(
      at,
      el('path', { d: 'M-5-12H5L12-5V5L5 12H-5L-12 5V-5Z', fill: colours.error, ...edge }),
      el('path', { d: 'M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5', ...sign, 'stroke-width': 2.5 }),
    ) +
    el('rect', { ...box, rx: 4, fill: colours.panel, stroke: colours.error, 'stroke-width': 1.25 }) +
    lines
      .map((text, i) =>
        line(text, box.x + width / 2, box.y + 14 + i * 13, WORDS, colours.error, { anchor: 'middle' }),
      )
      .join('')
  );
}
