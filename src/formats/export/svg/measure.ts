import { cleanText } from './xml.ts';

/** How a text is set: size in pixels, and which of the two font stacks. */
export interface Font {
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
}

/*
 * Widths of the printable ASCII characters in hundredths of the font size. Nobody knows which font of the stack the
 * reader has: these are of DejaVu Sans, the widest that is common, so text never runs over its place.
 */
const REGULAR = widths(
  '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84',
);
const BOLD = widths(
  '35 46 52 84 70 100 87 31 46 46 52 84 38 42 38 37 70 70 70 70 70 70 70 70 70 70 40 40 84 84 84 58 100 77 76 73 83 68 68 82 84 37 37 77 64 100 84 85 73 85 77 72 68 81 77 110 77 72 73 46 37 46 84 50 50 67 72 59 72 68 44 72 71 34 34 67 34 104 71 69 72 72 49 60 48 71 65 92 65 65 58 71 37 71 84',
);
const MONO = 60.2;
const OTHER = 70;
const OTHER_BOLD = 77;
const WIDE = 104;

function widths(text: string): readonly number[] {
  return text.split(' ').map(Number);
}

/** East Asian scripts and emoji take a whole square. */
const isWide = (code: number): boolean =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xfe30 && code <= 0xfe6f) ||
  (code >= 0xff00 && code <= 0xff60) ||
  (code >= 0x1f000 && code <= 0x3ffff);

const NO_WIDTH = /^(?:\p{M}|[\u200b-\u200f\u2060\ufeff])$/u;

function letterWidth(letter: string, { bold, mono }: Font): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 32 && code < 127) return mono ? MONO : ((bold ? BOLD : REGULAR)[code - 32] ?? OTHER);
  if (NO_WIDTH.test(letter)) return 0;
  if (isWide(code)) return WIDE;
  return mono ? MONO : bold ? OTHER_BOLD : OTHER;
}

/** The width of a line of text in pixels, at most a few per cent too large. */
export function textWidth(text: string, font: Font): number {
  let sum = 0;
  for (const letter of text) sum += letterWidth(letter, font);
  return (sum * font.size) / 100;
}

/** What people see as one letter: an emoji of several parts, a letter with its marks. */
const letters = (text: string): string[] => text.match(/\p{RI}{2}|.(?:\p{M}|\u200d.)*/gsu) ?? [];

/** A text in at most `width` pixels: as it is, or cut with an ellipsis. */
export function ellipsis(text: string, width: number, font: Font): string {
  const clean = cleanText(text).trim();
  if (textWidth(clean, font) <= width) return clean;
  let left = width - letterWidth('…', font) * (font.size / 100);
  let kept = '';
  for (const letter of letters(clean)) {
    left -= textWidth(letter, font);
    if (left < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** Where addresses and ranges break: a length stays with the last group. */
const BETWEEN_GROUPS = /(?<=[: ])(?![: /])/u;

/**
 * A text in lines of at most `width` pixels: broken at spaces, inside words only where one is too long for a line; the
 * last of `most` lines is cut with an ellipsis. At least one line.
 */
export function wrap(text: string, width: number, font: Font, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = cleanText(text)
    .trim()
    .split(font.mono ? BETWEEN_GROUPS : /(?<=[\s/–-])/u)
    .flatMap((word) => (textWidth(word.trimEnd(), font) > width ? letters(word) : [word]));
  for (const [index, word] of words.entries()) {
    if (line === '' || textWidth((line + word).trimEnd(), font) <= width) {
      line += word;
      continue;
    }
    if (lines.length === most - 1)
      return [...lines, ellipsis(line + words.slice(index).join(''), width, font)];
    lines.push(line.trimEnd());
    line = word.trimStart();
  }
  return [...lines, line.trimEnd()];
}
