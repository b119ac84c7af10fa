import {
  type Box,
  decisionOf,
  drawnHeaders,
  envelopeOf,
  type HeaderField,
  type HopPlace,
  hopLabel,
  touches,
} from '#core/view';
import type { Point, Size } from '#editor';

/** A run of text of one look. */
export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'before' | 'now' | 'kind' | 'transport';
}

/** The packet's card: a title, its headers from the outermost in, and what decided. */
export interface CardText {
  readonly title: string;
  /** Headers of tunnels, the outermost first; each holds what follows. */
  readonly outer: readonly (readonly Piece[])[];
  readonly inner: readonly Piece[];
  /** What decided on the device, and what lost against it. */
  readonly decided: string | undefined;
  readonly lost: readonly string[];
}

const ARROW = ' → ';

const field = ({ now, before }: HeaderField): readonly Piece[] =>
  before === undefined
    ? [{ text: now, look: 'plain' }]
    : [
        { text: before, look: 'before' },
        { text: ' ', look: 'plain' },
        { text: now, look: 'now' },
      ];

/** The most routes that are named among those that lost, and the longest that a line of the card gets. */
const LOSERS = 2;
const LONGEST = 52;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

export function cardText(place: HopPlace, transport: string): CardText {
  const { leg, number, hop } = place;
  const envelope = envelopeOf(place);
  const { shown, more } = drawnHeaders(envelope);
  const { decided, lost } = decisionOf(hop);
  const arrow: Piece = { text: ARROW, look: 'plain' };
  return {
    title: `${hopLabel(leg.leg, number)}  ${hop.device}`,
    outer: shown.map(({ kind, src, dst }, level) => [
      { text: `${level === 0 && more > 0 ? `+${more} ` : ''}${kind} `, look: 'kind' },
      { text: src, look: 'plain' },
      arrow,
      { text: dst, look: 'plain' },
    ]),
    inner: [
      ...field(envelope.src),
      arrow,
      ...field(envelope.dst),
      { text: `  ${transport}`, look: 'transport' },
    ],
    decided: decided && cut(decided),
    lost: [
      ...lost.slice(0, LOSERS).map((route) => cut(`not ${route}`)),
      ...(lost.length > LOSERS ? [`${lost.length - LOSERS} more lost`] : []),
    ],
  };
}

/** Width of one letter of the card's monospaced text, in canvas units. */
export const LETTER = 6.7;
/** The same for what decided, which is smaller. */
const SMALL_LETTER = 5.7;
const PAD = 8;
const LINE = 20;
const SMALL_LINE = 14;
/** How far an envelope lies inside of the one around it, at its sides and below. */
const INSET = 6;

const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + piece.text.length, 0) * LETTER;

/** More letters than these are broken after the arrow: two IPv6 addresses side by side are wider than what they are about. */
const MOST_LETTERS = 48;
/** What a second line adds to an envelope. */
export const SECOND_LINE = 15;

function linesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const arrow = pieces.findIndex(({ text }) => text === ARROW);
  const letters = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (letters <= MOST_LETTERS || arrow < 0) return [pieces];
  return [pieces.slice(0, arrow + 1), pieces.slice(arrow + 1)];
}

/** An envelope on the card, in its coordinates. */
export interface EnvelopeBox extends Box {
  /** Its text, a line each. */
  readonly lines: readonly (readonly Piece[])[];
  readonly kind: 'outer' | 'inner';
}

/** The envelopes, each in the one around it, the outermost first. */
export function envelopeBoxes({ outer, inner }: CardText): readonly EnvelopeBox[] {
  const levels = [...outer, inner].map(linesOf);
  const least = levels.map((lines, level) => Math.max(...lines.map(widthOf)) + 2 * PAD + 2 * INSET * level);
  const width = Math.max(...least);
  const heights = levels.map((lines) => LINE + (lines.length - 1) * SECOND_LINE);
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  return levels.map((lines, level) => ({
    x: PAD + INSET * level,
    y: LINE + sum(heights.slice(0, level)),
    width: width - 2 * INSET * level,
    // Each holds those inside of it, with a little room below.
    height: sum(heights.slice(level)) + (outer.length - level) * INSET,
    lines,
    kind: level < outer.length ? 'outer' : 'inner',
  }));
}

/** Where the words below the envelopes stand, a line each: what decided, then what lost. */
export function decisionLines(
  text: CardText,
): readonly { readonly y: number; readonly text: string; readonly lost: boolean }[] {
  const [first] = envelopeBoxes(text);
  const below = (first ? first.y + first.height : LINE) + SMALL_LINE;
  return [
    ...(text.decided === undefined ? [] : [{ text: text.decided, lost: false }]),
    ...text.lost.map((lost) => ({ text: lost, lost: true })),
  ].map((line, index) => ({ ...line, y: below + index * SMALL_LINE }));
}

export function cardSize(text: CardText): Size {
  const [outermost] = envelopeBoxes(text);
  const lines = decisionLines(text);
  const words = Math.max(0, ...lines.map((line) => line.text.length)) * SMALL_LETTER;
  const bottom = outermost ? outermost.y + outermost.height : LINE;
  return {
    width: Math.max(outermost?.width ?? 0, text.title.length * LETTER, words) + 2 * PAD,
    height: bottom + lines.length * SMALL_LINE + PAD,
  };
}

const GAP = 14;

/**
 * Where the card stands: above what it is about, or beside or below it, wherever it is wholly on screen and covers nothing of
 * `off`: lists of boxes, the most important first; the last ones are given up where there is no other place.
 */
export function cardPlace(
  { width, height }: Size,
  about: Box,
  screen: Box,
  ...off: readonly (readonly Box[])[]
): Point {
  const middle = { x: about.x + (about.width - width) / 2, y: about.y + (about.height - height) / 2 };
  const above = { x: middle.x, y: about.y - height - GAP };
  // In the middle, or flush with one of its sides.
  const columns = [middle.x, about.x, about.x + about.width - width];
  const places = [
    above,
    { x: about.x + about.width + GAP, y: middle.y },
    { x: about.x + about.width + GAP, y: about.y },
    { x: about.x - width - GAP, y: middle.y },
    ...columns.map((x) => ({ x, y: about.y + about.height + GAP })),
    ...columns.slice(1).map((x) => ({ x, y: above.y })),
  ];
  const fits = ({ x, y }: Point, boxes: readonly Box[]) =>
    x >= screen.x &&
    y >= screen.y &&
    x + width <= screen.x + screen.width &&
    y + height <= screen.y + screen.height &&
    !boxes.some((box) => touches({ x, y, width, height }, box));
  for (let kept = off.length; kept >= 0; kept--) {
    const boxes = off.slice(0, kept).flat();
    const found = places.find((place) => fits(place, boxes));
    if (found) return found;
  }
  return above;
}
