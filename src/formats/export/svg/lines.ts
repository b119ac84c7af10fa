import { formatAddress, type Link, transferAddresses } from '#core';
import {
  type Box,
  DOUBLE_LINE,
  endLabels,
  floatingLine,
  floatingPath,
  LINK_ROOM,
  linkLook,
  type Mark,
  type Point,
  SESSION_DOTS,
  type Session,
  sessionPath,
} from '#core/view';
import { badgeWidth, drawBadge, line } from './card.ts';
import { icon } from './icons.ts';
import { ellipsis, type Font, textWidth } from './measure.ts';
import type { Colours } from './theme.ts';
import { el, group } from './xml.ts';

/** A line of the picture: what lies under the cards, what lies above them, and how far it reaches. */
export interface Line {
  readonly under: string;
  readonly over: string;
  readonly boxes: readonly Box[];
}

/** A cluster or host that hangs on a router. */
export function attachmentLine(a: Box, b: Box, colours: Colours): Line {
  const { path } = floatingPath(a, b);
  const under = el('path', {
    d: rounded(path),
    fill: 'none',
    stroke: colours.borderStrong,
    'stroke-width': 2,
  });
  return { under, over: '', boxes: [] };
}

const NAME: Font = { size: 12 };
const SMALL: Font = { size: 11, mono: true };
const WIDEST = 240;

/**
 * A link: solid when direct, dashed with a lock for IPsec and WireGuard, double for GRE, which wraps without hiding; a dotted
 * line beside it where routes are told by BGP. A chip names it, and its ends have their addresses.
 */
export function linkLine(
  link: Link,
  session: Session | undefined,
  [a, b]: readonly [Box, Box],
  offset: number,
  colours: Colours,
  mark: Mark | undefined,
): Line {
  const { path, label, length } = floatingPath(a, b, offset);
  const look = linkLook(link);
  const stroke = colours.muted;
  const common = { d: rounded(path), fill: 'none' };
  const under =
    look.line === 'double'
      ? el('path', { ...common, stroke, 'stroke-width': DOUBLE_LINE.outer }) +
        el('path', { ...common, stroke: colours.canvas, 'stroke-width': DOUBLE_LINE.gap })
      : el('path', {
          ...common,
          stroke,
          'stroke-width': 2,
          'stroke-dasharray': look.line === 'dashed' ? '8 5' : undefined,
        });
  const bgp = session
    ? el('path', {
        d: rounded(sessionPath(floatingLine(a, b, offset))),
        fill: 'none',
        stroke: colours.info,
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-dasharray': SESSION_DOTS[session.kind],
      })
    : '';
  const chip = linkChip(link, label, length >= LINK_ROOM, colours, mark);
  const ends = [
    ...addressChips(link, [a, b], offset, chip.box, colours),
    ...(session ? systemChips(session, floatingLine(a, b, offset), colours) : []),
  ];
  return {
    under: bgp + under,
    over: ends.map(({ drawn }) => drawn).join('') + chip.drawn,
    boxes: [chip.box, ...ends.map(({ box }) => box)],
  };
}

/** The AS numbers of a session, each near its end on the session's dots; none where the line is too short. */
function systemChips(
  { ends }: Session,
  between: Parameters<typeof endLabels>[0],
  colours: Colours,
): { drawn: string; box: Box }[] {
  return (endLabels(between, ends, 'session') ?? []).map(({ x, y }, end) => {
    const text = ends[end] ?? '';
    const width = textWidth(text, SMALL) + 8;
    const box = { x: x - width / 2, y: y - 8, width, height: 16 };
    const drawn =
      el('rect', { ...box, rx: 4, fill: colours.panel, stroke: colours.border }) +
      line(text, x, y + 4, SMALL, colours.muted, { anchor: 'middle' });
    return { drawn, box };
  });
}

function linkChip(link: Link, at: Point, roomy: boolean, colours: Colours, mark: Mark | undefined) {
  const look = linkLook(link);
  const how = roomy ? look.how : '';
  const badge = mark ? badgeWidth(mark) + 6 : 0;
  const howWidth = how === '' ? 0 : textWidth(how, NAME) + 6;
  const name = ellipsis(link.name || link.id, WIDEST - 34 - howWidth - badge, NAME);
  const nameWidth = textWidth(name, NAME);
  const width = 8 + 16 + nameWidth + howWidth + badge + 8;
  const box = { x: at.x - width / 2, y: at.y - 11, width, height: 22 };
  const base = at.y + 4.3;
  const left = box.x + 24;
  const drawn = group(
    {},
    el('rect', { ...box, rx: 11, fill: colours.panel, stroke: colours.border }),
    icon(look.sign, box.x + 8, at.y - 6, 12, colours.text),
    line(name, left, base, NAME, colours.text, { weight: 500 }),
    line(how, left + nameWidth + 6, base, NAME, colours.muted),
    mark ? drawBadge(mark, { x: box.x + width - 8 - badgeWidth(mark), y: at.y - 7.5 }, colours) : '',
  );
  return { drawn, box };
}

/** The addresses of a link's transfer network, each near its end; none where one of them would touch the link's name. */
function addressChips(
  link: Link,
  [a, b]: readonly [Box, Box],
  offset: number,
  label: Box,
  colours: Colours,
): { drawn: string; box: Box }[] {
  const { start, end, bend } = floatingLine(a, b, offset);
  const chips = ([0, 1] as const).flatMap((side) => {
    const [address] = transferAddresses(link, side);
    if (!address) return [];
    const text = formatAddress(address);
    const width = textWidth(text, SMALL) + 8;
    const [from, to] = side === 0 ? [start, bend] : [end, bend];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    const away = (Math.abs(unit.x) * width + Math.abs(unit.y) * 16) / 2 + 7;
    const at = { x: from.x + unit.x * away, y: from.y + unit.y * away };
    const box = { x: at.x - width / 2, y: at.y - 8, width, height: 16 };
    const clear =
      box.x + width + 4 < label.x ||
      label.x + label.width + 4 < box.x ||
      box.y + 18 < label.y ||
      label.y + label.height + 2 < box.y;
    if (!clear || away + width / 2 > length) return [];
    const drawn =
      el('rect', { ...box, rx: 4, fill: colours.canvas }) +
      line(text, at.x, at.y + 4, SMALL, colours.muted, { anchor: 'middle' });
    return [{ drawn, box }];
  });
  return chips.length === 2 ? chips : [];
}

/** A path with its numbers as the rest of the picture writes them. */
export const rounded = (path: string): string =>
  path.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (text) => String(Math.round(Number(text) * 100) / 100 + 0));
