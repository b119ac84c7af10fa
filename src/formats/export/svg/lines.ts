import { formatAddress, type Link, transferAddresses } from '#core';
import {
  type Box,
  DOUBLE_LINE,
  type EndText,
  floatingLine,
  floatingPath,
  LINK_ROOM,
  linkLook,
  linkTexts,
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

/** What a link is drawn with besides itself. */
interface LinkAround {
  readonly session: Session | undefined;
  /** How far from the straight line it runs. */
  readonly offset: number;
  readonly mark: Mark | undefined;
  /** A walk that is shown runs there: its ends have no texts. */
  readonly walked: boolean;
}

/**
 * A link: solid when direct, dashed with a lock for IPsec and WireGuard, double for GRE, which wraps without hiding; a dotted
 * line beside it where routes are told by BGP. A chip names it, and its ends have their addresses.
 */
export function linkLine(
  link: Link,
  [a, b]: readonly [Box, Box],
  { session, offset, mark, walked }: LinkAround,
  colours: Colours,
): Line {
  const { path, label, length } = floatingPath(a, b, offset);
  const between = floatingLine(a, b, offset);
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
        d: rounded(sessionPath(between)),
        fill: 'none',
        stroke: colours.info,
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-dasharray': SESSION_DOTS[session.kind],
      })
    : '';
  const chip = linkChip(link, label, length >= LINK_ROOM, colours, mark);
  const ends = walked
    ? []
    : linkTexts(between, addressesOf(link), session).map((text) => endText(text, colours));
  return {
    under: bgp + under,
    over: ends.map(({ drawn }) => drawn).join('') + chip.drawn,
    boxes: [chip.box, ...ends.map(({ box }) => box)],
  };
}

/** A text near an end; boxed where it stands on the dots of a session. */
function endText({ at, text, boxed }: EndText, colours: Colours): { drawn: string; box: Box } {
  const width = textWidth(text, SMALL) + 8;
  const box = { x: at.x - width / 2, y: at.y - 8, width, height: 16 };
  const drawn =
    (boxed ? el('rect', { ...box, rx: 4, fill: colours.panel, stroke: colours.border }) : '') +
    line(text, at.x, at.y + 4, SMALL, colours.muted, { anchor: 'middle' });
  return { drawn, box };
}

/** The first addresses of a link's ends; undefined where one has none. */
function addressesOf(link: Link): readonly [string, string] | undefined {
  const [[a], [b]] = [transferAddresses(link, 0), transferAddresses(link, 1)];
  return a && b && [formatAddress(a), formatAddress(b)];
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

/** A path with its numbers as the rest of the picture writes them. */
export const rounded = (path: string): string =>
  path.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (text) => String(Math.round(Number(text) * 100) / 100 + 0));
