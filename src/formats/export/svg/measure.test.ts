import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ellipsis, textWidth, wrap } from './measure.ts';

const font = { size: 13 };

test('a text that fits stays as it is, a longer one is cut with an ellipsis and fits', () => {
  expect(ellipsis('London', 200, font)).toBe('London');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 20, max: 300 }),
      (text, width) => {
        expect(textWidth(ellipsis(text, width, font), font)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test('wrapped lines fit, are no more than asked for, and lose nothing while there is room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,40}$/), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 60, max: 400 }),
      fc.integer({ min: 1, max: 5 }),
      (words, width, most) => {
        const lines = wrap(words.join(' '), width, font, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(textWidth(line, font)).toBeLessThanOrEqual(width);
        if (lines.length < most) expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      },
    ),
  );
});

test('a letter with its marks, an emoji of several parts and a flag are not cut in two', () => {
  expect(ellipsis('👩‍💻👩‍💻👩‍💻', 45, font)).toBe('👩‍💻…');
  expect(ellipsis('🇫🇷🇫🇷🇫🇷', 45, font)).toBe('🇫🇷…');
});

test('letters of one width are that wide', () => {
  expect(textWidth('10.0.0.0/16', { size: 10, mono: true })).toBeCloseTo(11 * 6.02);
});
