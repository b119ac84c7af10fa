import type { Box, CardRow, Mark, Point, Size } from '#core/view';
import { type Icon, icon } from './icons.ts';
import { type Font, textWidth, wrap } from './measure.ts';
import { type Colours, MONO, severityColour } from './theme.ts';
import { el, escapeXml, group } from './xml.ts';

/** A thing of the picture, laid out: how large it is, and how it is drawn where it stands. */
export interface Card {
  readonly size: Size;
  draw(at: Point): string;
}

export const TITLE: Font = { size: 14, bold: true };
const RANGE: Font = { size: 13, mono: true };
const SMALL: Font = { size: 12 };
const ROW = 19.5;
const TITLE_LINE = 19;

/** Letters of Hebrew, Arabic and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A line of text; `y` is its baseline. */
export const line = (
  text: string,
  x: number,
  y: number,
  font: Font,
  fill: string,
  more: { readonly anchor?: 'middle' | 'end'; readonly weight?: number; readonly italic?: boolean } = {},
): string =>
  text === ''
    ? ''
    : el(
        'text',
        {
          x,
          y,
          'font-size': font.size,
          'font-weight': more.weight ?? (font.bold ? 600 : undefined),
          'font-style': more.italic ? 'italic' : undefined,
          'font-family': font.mono ? MONO : undefined,
          'text-anchor': more.anchor,
          // What is written from right to left keeps its own order, full stops too.
          'unicode-bidi': RIGHT_TO_LEFT.test(text) ? 'plaintext' : undefined,
          fill,
        },
        escapeXml(text),
      );

/** The box of a card, in the colour of its worst finding, with a hint of a shadow. */
export function cardBox(
  { x, y }: Point,
  { width, height }: Size,
  radius: number,
  colours: Colours,
  mark: Mark | undefined,
): string {
  const box = { width, height, rx: Math.min(radius, height / 2) };
  return (
    el('rect', { x, y: y + 1.5, ...box, fill: '#14202e', 'fill-opacity': 0.1 }) +
    el('rect', {
      x,
      y,
      ...box,
      fill: colours.panel,
      stroke:
        mark && mark.severity !== 'info' ? severityColour(colours, mark.severity) : colours.borderStrong,
    })
  );
}

/** The name of a card beside its icon, with the badge of its findings at the end. */
export function header(name: string, kind: Icon, width: number, inset: number, mark: Mark | undefined) {
  const badge = mark ? badgeWidth(mark) + 8 : 0;
  const lines = wrap(name, width - 2 * inset - 24 - badge, TITLE, 2);
  const height = 36 + (lines.length - 1) * TITLE_LINE;
  const draw = ({ x, y }: Point, colours: Colours): string =>
    group(
      {},
      icon(kind, x + inset, y + 4 + (height - 4 - 16) / 2, 16, colours.muted),
      ...lines.map((text, i) => line(text, x + inset + 24, y + 25 + i * TITLE_LINE, TITLE, colours.text)),
      mark
        ? drawBadge(
            mark,
            { x: x + width - inset - badgeWidth(mark), y: y + 4 + (height - 4 - 15) / 2 },
            colours,
          )
        : '',
    );
  return { height, draw };
}

const COUNT: Font = { size: 12, bold: true };
const badgeWidth = ({ count }: Mark): number => (count > 1 ? 18 + textWidth(String(count), COUNT) : 15);

/** A severity as a shape, and the number of findings where there are several. */
export function drawBadge(mark: Mark, { x, y }: Point, colours: Colours): string {
  const colour = severityColour(colours, mark.severity);
  const count = mark.count > 1 ? line(String(mark.count), x + 18, y + 12, COUNT, colour) : '';
  return icon(mark.severity, x, y, 15, colour) + count;
}
export { badgeWidth };

/** Rows that stand in a bubble: from the one up to before the other. */
interface Bubble {
  readonly from: number;
  readonly to: number;
}
/** What the bubble takes above and below its rows. */
const BUBBLE = 6;

/**
 * The ranges or addresses of a card: kind, text in letters of one width, wavy where it collides; some perhaps in a bubble
 * with a double line.
 */
export function rows(list: readonly CardRow[], width: number, inset: number, around?: Bubble) {
  const left = inset + 43;
  const bubble = around && around.to > around.from ? around : undefined;
  const laid = list.map((row) => {
    const after = (row.mark ? 19 : 0) + (row.virtual ? textWidth('virtual', TAG) + 8 : 0);
    // Wide letters keep long IPv6 ranges whole: they break where the card ends.
    return { row, lines: wrap(row.text, width - left - (inset - 2) - after, RANGE, 3) };
  });
  const heightOf = (some: typeof laid): number =>
    some.reduce((sum, { lines }) => sum + lines.length * ROW + 3, 0);
  const height = 7 + heightOf(laid) + (bubble ? 2 * BUBBLE : 0);
  const draw = ({ x, y }: Point, colours: Colours): string => {
    let top = y + 4;
    const drawn = laid.map(({ row, lines }, i) => {
      if (i === bubble?.from) top += BUBBLE;
      const at = top;
      top += lines.length * ROW + 3 + (bubble && i === bubble.to - 1 ? BUBBLE : 0);
      return drawRow(row, lines, { x: x + inset, y: at }, left - inset, width - 2 * inset, colours);
    });
    if (!bubble) return drawn.join('');
    const place = {
      x: x + 6,
      y: y + 6 + heightOf(laid.slice(0, bubble.from)),
      width: width - 12,
      height: heightOf(laid.slice(bubble.from, bubble.to)) + 2 * BUBBLE - 5,
    };
    return drawBubble(place, colours) + drawn.join('');
  };
  return { height, draw };
}

/** A double line, as of a tunnel, around what lives inside of it. */
function drawBubble({ x, y, width, height }: Box, colours: Colours): string {
  const stroke = colours.borderStrong;
  return (
    el('rect', { x, y, width, height, rx: 13, fill: colours.surface, stroke }) +
    el('rect', {
      x: x + 2.5,
      y: y + 2.5,
      width: width - 5,
      height: height - 5,
      rx: 10.5,
      fill: 'none',
      stroke,
    })
  );
}

const TAG: Font = { size: 11 };

function drawRow(
  row: CardRow,
  lines: readonly string[],
  { x, y }: Point,
  left: number,
  width: number,
  colours: Colours,
): string {
  const base = y + 15;
  const colour = row.mark && severityColour(colours, row.mark.severity);
  const end = left + Math.max(...lines.map((text) => textWidth(text, RANGE)));
  return group(
    {},
    row.virtual ? hatch({ x: x - 9, y: y + 1 }, lines.length * ROW, colours.vip) : '',
    line(row.kind, x, base, SMALL, colours.muted, { weight: 500 }),
    ...lines.map((text, i) => line(text, x + left, base + i * ROW, RANGE, colours.text)),
    colour === undefined
      ? ''
      : lines.map((text, i) => wave(x + left, base + i * ROW + 4, textWidth(text, RANGE), colour)).join(''),
    row.mark && colour !== undefined ? icon(row.mark.severity, x + end + 6, y + 3.5, 13, colour) : '',
    row.virtual ? line('virtual', x + width, base, TAG, colours.vip, { anchor: 'end', weight: 500 }) : '',
  );
}

/** Hatched: not on the wire. */
function hatch({ x, y }: Point, height: number, colour: string): string {
  let d = '';
  for (let at = 0; at + 4 <= height; at += 4) d += `M${x} ${Math.round((y + at + 4) * 100) / 100}l4-4`;
  return el('path', { d, fill: 'none', stroke: colour, 'stroke-width': 1.6 });
}

/** A wavy line under what collides: drawn, because few programs know that decoration of text. */
export function wave(x: number, y: number, width: number, colour: string): string {
  const turns = Math.max(1, Math.round(width / 6));
  const step = Math.round((width / turns / 2) * 100) / 100;
  const d = `M${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}q${step / 2}-2.4 ${step} 0t${step} 0${`t${step} 0t${step} 0`.repeat(turns - 1)}`;
  return el('path', { d, fill: 'none', stroke: colour, 'stroke-width': 1.4 });
}

/** Something in the footer of a card. */
export interface Item {
  readonly width: number;
  /** Draws it in a row 20 pixels high that begins at the place. */
  draw(at: Point, colours: Colours): string;
}

/** A pill with a word, and perhaps an icon before it. */
export function chip(text: string, symbol?: Icon): Item {
  const before = symbol ? 15 : 0;
  const width = textWidth(text, SMALL) + 16 + before;
  return {
    width,
    draw: ({ x, y }, colours) =>
      el('rect', { x, y, width, height: 20, rx: 10, fill: colours.surface }) +
      (symbol ? icon(symbol, x + 8, y + 4, 12, colours.muted) : '') +
      line(text, x + before + (width - before) / 2, y + 14.2, SMALL, colours.muted, { anchor: 'middle' }),
  };
}

/** Words without a pill. */
export const words = (text: string, font: Font = SMALL, strong = false): Item => ({
  width: textWidth(text, font),
  draw: ({ x, y }, colours) =>
    line(text, x, y + 14.2, font, strong ? colours.text : colours.muted, strong ? { weight: 500 } : {}),
});

export const ADDRESS: Font = { size: 12, mono: true };

/** Items side by side, in as many rows as the width makes of them. */
export function footer(items: readonly Item[], width: number, inset: number) {
  const placed: { item: Item; x: number; y: number }[] = [];
  let x = inset;
  let y = 6;
  for (const item of items) {
    if (x > inset && x + item.width > width - inset) {
      x = inset;
      y += 24;
    }
    placed.push({ item, x, y });
    x += item.width + 8;
  }
  const draw = (at: Point, colours: Colours): string =>
    placed.map(({ item, ...by }) => item.draw({ x: at.x + by.x, y: at.y + by.y }, colours)).join('');
  return { height: items.length === 0 ? 4 : y + 20 + 10, draw };
}
