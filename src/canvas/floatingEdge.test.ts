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
