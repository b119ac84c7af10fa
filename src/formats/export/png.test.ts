import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32, textIn, withText } from './png.ts';

/** The smallest PNG: one transparent pixel. */
const pixel = Uint8Array.from(
  (
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da636460f85f0f0002870180eb47ba920000000049454e44ae426082'.match(
      /../g,
    ) ?? []
  ).map((hex) => Number.parseInt(hex, 16)),
);

describe('a text in a PNG', () => {
  test('comes back as it went in, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(textIn(withText(pixel, text))).toEqual({ text });
      }),
    );
  });

  test('leaves the picture as it is, and every checksum right', () => {
    const made = withText(pixel, 'plan');
    expect([...made.subarray(0, 33)]).toEqual([...pixel.subarray(0, 33)]);
    expect([...made.subarray(-(pixel.length - 33))]).toEqual([...pixel.subarray(33)]);
  });

  test('is not there in a PNG of somebody else', () => {
    expect(textIn(pixel)).toBeUndefined();
  });

  test('that lost a bit is damaged, not half a text', () => {
    const made = withText(pixel, 'a plan of some length');
    const flipped = made.slice();
    flipped[33 + 8 + 20] = (flipped[33 + 8 + 20] ?? 0) ^ 1;
    expect(textIn(flipped)).toBe('damaged');
  });

  test('that another program packed is damaged', () => {
    const made = withText(pixel, 'x');
    made[33 + 8 + 'hopwright'.length + 1] = 1;
    expect(textIn(made)).toBe('damaged');
  });

  test('of a cut file is not there, at whatever byte it was cut', () => {
    const made = withText(pixel, 'a plan');
    for (let length = 0; length < 60; length++) expect(textIn(made.subarray(0, length))).toBeUndefined();
  });

  test('is refused by bytes that are no PNG', () => {
    expect(() => withText(new Uint8Array([1, 2, 3]), 'x')).toThrow('not a PNG');
  });
});

test('the checksum is the one that everybody knows', () => {
  expect(crc32([...'123456789'].map((letter) => letter.charCodeAt(0)))).toBe(0xcbf43926);
});
