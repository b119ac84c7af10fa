import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, touches } from '#core/view';
import { barPlace } from './barPlace.ts';

const view = { width: 800, height: 600 };
const bar = { width: 160, height: 34 };
const card: Box = { x: 300, y: 200, width: 200, height: 100 };

describe('the bar at what is selected', () => {
  test('it stands above, in the middle', () => {
    expect(barPlace(bar, card, view, [])).toEqual({ x: 320, y: 154 });
  });

  test('below where another card is above, beside where both are taken', () => {
    const above = { x: 300, y: 100, width: 200, height: 80 };
    const below = { x: 300, y: 310, width: 200, height: 80 };
    expect(barPlace(bar, card, view, [above])?.y).toBe(312);
    expect(barPlace(bar, card, view, [above, below])).toEqual({ x: 512, y: 233 });
  });

  test('words of the walk are kept clear where there is another place, and stood on where there is none', () => {
    const words = { x: 300, y: 150, width: 200, height: 30 };
    const everywhere = { x: 0, y: 0, width: 800, height: 600 };
    expect(barPlace(bar, card, view, [], [words])?.y).toBe(312);
    expect(barPlace(bar, card, view, [], [everywhere])).toEqual({ x: 320, y: 154 });
  });

  test('something half out of view has it where it can be seen', () => {
    expect(barPlace(bar, { ...card, y: -50 }, view, [])).toEqual({ x: 320, y: 62 });
  });

  test('what fills the view has it at the bottom, and where that is taken there is none', () => {
    const huge = { x: -100, y: -100, width: 1000, height: 800 };
    expect(barPlace(bar, huge, view, [])).toEqual({ x: 320, y: 554 });
    expect(barPlace(bar, huge, view, [huge])).toBeUndefined();
  });

  test('wherever it stands, it is in view and covers nothing', () => {
    const box = fc.record({
      x: fc.integer({ min: -400, max: 900 }),
      y: fc.integer({ min: -400, max: 700 }),
      width: fc.integer({ min: 10, max: 600 }),
      height: fc.integer({ min: 10, max: 400 }),
    });
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 6 }), (about, taken) => {
        const at = barPlace(bar, about, view, taken);
        if (!at) return;
        expect(at.x >= 0 && at.y >= 0 && at.x + bar.width <= 800 && at.y + bar.height <= 600).toBe(true);
        expect(taken.some((other) => touches({ ...at, ...bar }, other))).toBe(false);
      }),
    );
  });
});
