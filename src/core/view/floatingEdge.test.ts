import fc from 'fast-check';
import { expect, test } from 'vitest';
import { borderPoint, floatingPath, laneOffset } from './floatingEdge.ts';

test('an edge leaves a box on its border, whichever way it goes', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1000, max: 1000, noNaN: true }),
      fc.double({ min: -1000, max: 1000, noNaN: true }),
      (x, y) => {
        const box = { x: -50, y: -20, width: 100, height: 40 };
        fc.pre(Math.abs(x) > 51 || Math.abs(y) > 21);
        const point = borderPoint(box, { x, y });
        const onSide = Math.abs(Math.abs(point.x) - 50) < 1e-6 || Math.abs(Math.abs(point.y) - 20) < 1e-6;
        return onSide && Math.abs(point.x) <= 50 + 1e-6 && Math.abs(point.y) <= 20 + 1e-6;
      },
    ),
  );
});

test('parallel edges fan out around the straight line, a single one is straight', () => {
  expect([0, 1, 2].map((i) => laneOffset(i, 3))).toEqual([-36, 0, 36]);
  expect(
    floatingPath({ x: 0, y: 0, width: 10, height: 10 }, { x: 100, y: 0, width: 10, height: 10 }).path,
  ).toBe('M 10 5 L 100 5');
});

test('boxes that face each other get an upright or level line, also when their centres do not meet', () => {
  const card = { x: 0, y: 0, width: 280, height: 140 };
  const below = { x: 40, y: 320, width: 180, height: 60 };
  expect(floatingPath(card, below).path).toBe('M 130 140 L 130 320');
  expect(floatingPath(below, card).path).toBe('M 130 320 L 130 140');
  const beside = { x: 500, y: 90, width: 180, height: 60 };
  expect(floatingPath(card, beside).path).toBe('M 280 120 L 500 120');
});
