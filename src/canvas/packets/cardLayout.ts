import { type Box, envelopeOf, type HeaderField, type HopPlace, hopLabel, touches } from '#core/view';
import type { Point, Size } from '#editor';

/** A run of text of one look. */
export interface Piece {
  readonly text: string;
  readonly look: 'plain' | 'before' | 'now' | 'kind';
}

/** The packet's card: a title, and its headers from the outermost in. */
export interface CardText {
  readonly title: string;
  readonly outer: readonly Piece[] | undefined;
  readonly inner: readonly Piece[];
}

const field = ({ now, before }: HeaderField): readonly Piece[] =>
  before === undefined
    ? [{ text: now, look: 'plain' }]
    : [
        { text: before, look: 'before' },
        { text: ' ', look: 'plain' },
        { text: now, look: 'now' },
      ];

export function cardText({ leg, number, hop }: HopPlace): CardText {
  const envelope = envelopeOf(hop);
  const arrow: Piece = { text: ' → ', look: 'plain' };
  return {
    title: `${hopLabel(leg.leg, number)}  ${hop.device}`,
    outer: envelope.outer && [
      { text: `${envelope.outer.kind} `, look: 'kind' },
      { text: envelope.outer.src, look: 'plain' },
      arrow,
      { text: envelope.outer.dst, look: 'plain' },
    ],
    inner: [...field(envelope.src), arrow, ...field(envelope.dst)],
  };
}

/** Width of one letter of the card's monospaced text, in canvas units. */
export const LETTER = 6.7;
const PAD = 8;
const LINE = 20;

export const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + piece.text.length, 0) * LETTER;

/** Sizes of the card and its envelopes; the inner one lies in the outer one. */
export function cardSize(text: CardText): Size {
  const inner = widthOf(text.inner) + 2 * PAD;
  const outer = text.outer ? Math.max(widthOf(text.outer) + 2 * PAD, inner + 2 * PAD) : inner;
  const title = text.title.length * LETTER;
  return {
    width: Math.max(outer, title) + 2 * PAD,
    height: LINE + (text.outer ? 2 * LINE + 14 : LINE + 2) + PAD,
  };
}

const GAP = 14;

/**
 * Where the card stands: above what it is about, or beside or below it, wherever it is wholly on screen and covers
 * none of the words that are `taken`.
 */
export function cardPlace(
  { width, height }: Size,
  about: Box,
  screen: Box,
  taken: readonly Box[] = [],
): Point {
  const middle = { x: about.x + (about.width - width) / 2, y: about.y + (about.height - height) / 2 };
  const above = { x: middle.x, y: about.y - height - GAP };
  const places = [
    above,
    { x: about.x + about.width + GAP, y: middle.y },
    { x: about.x + about.width + GAP, y: about.y },
    { x: about.x - width - GAP, y: middle.y },
    { x: middle.x, y: about.y + about.height + GAP },
  ];
  const fits = ({ x, y }: Point) =>
    x >= screen.x &&
    y >= screen.y &&
    x + width <= screen.x + screen.width &&
    y + height <= screen.y + screen.height &&
    !taken.some((box) => touches({ x, y, width, height }, box));
  return places.find(fits) ?? above;
}
