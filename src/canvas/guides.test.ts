import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapDrag, standing } from './guides.ts';

const card = (x: number, y: number, width = 100, height = 40) => ({ x, y, width, height });
const HERE = { x: 0, y: 0 };
const options = { reach: 6, grid: 10, anchor: HERE };

test('with nothing near, what is dragged goes to the grid, wherever it stood before', () => {
  expect(snapDrag(card(0, 0), { x: 34, y: 16 }, standing([]), options)).toEqual({
    delta: { x: 30, y: 20 },
    guides: [],
  });
  const off = snapDrag(card(3, 0), { x: 34, y: 16 }, standing([]), { ...options, anchor: { x: 3, y: 0 } });
  expect(off.delta).toEqual({ x: 37, y: 20 });
});

test('without a grid it goes where it is dragged', () => {
  const free = snapDrag(card(0, 0), { x: 34.4, y: 16 }, standing([]), { ...options, grid: undefined });
  expect(free.delta).toEqual({ x: 34.4, y: 16 });
});

test('a left edge that comes near to another stops in line with it, and the line reaches over both', () => {
  const { delta, guides } = snapDrag(card(0, 0), { x: 204, y: 300 }, standing([card(207, 20, 180)]), options);
  expect(delta.x).toBe(207);
  expect(guides).toContainEqual({ kind: 'line', from: { x: 207, y: 20 }, to: { x: 207, y: 340 } });
});

test('middles stop in line with middles, never with edges', () => {
  // A router of 60 below a cluster of 280: their middles at 140.
  const { delta } = snapDrag(card(0, 300, 60), { x: 113, y: 0 }, standing([card(0, 0, 280)]), options);
  expect(delta.x).toBe(110);
  const edge = snapDrag(card(0, 300, 100), { x: 53, y: 0 }, standing([card(103, 0, 280)]), options);
  expect(edge.delta.x).toBe(50);
});

test('further away than the reach nothing stops it', () => {
  expect(snapDrag(card(0, 0), { x: 200, y: 300 }, standing([card(207, 0, 333)]), options).delta.x).toBe(200);
});

test('between two neighbours it stops where both gaps are equal', () => {
  const { delta, guides } = snapDrag(
    card(0, 5),
    { x: 253, y: 0 },
    standing([card(0, 0), card(517, 0, 111)]),
    options,
  );
  expect(delta.x).toBe(259);
  expect(guides.filter(({ kind }) => kind === 'gap')).toMatchObject([
    { from: { x: 100 }, to: { x: 259 } },
    { from: { x: 359 }, to: { x: 517 } },
  ]);
});

test('behind two neighbours it continues their gap, upright too', () => {
  const row = standing([card(0, 0), card(133, 0, 77)]);
  expect(snapDrag(card(0, 0), { x: 246, y: 7 }, row, options).delta.x).toBe(243);
  const column = standing([card(0, 0, 100, 40), card(0, 73, 100, 40)]);
  expect(snapDrag(card(0, 0), { x: 9, y: 150 }, column, options).delta.y).toBe(146);
});

test('it never goes further than the reach from where it is dragged, and always stands in line or on the grid', () => {
  const box = fc.record({
    x: fc.integer({ min: -300, max: 300 }),
    y: fc.integer({ min: -300, max: 300 }),
    width: fc.integer({ min: 20, max: 300 }),
    height: fc.integer({ min: 20, max: 200 }),
  });
  const drag = fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -200, max: 200 }) });
  fc.assert(
    fc.property(box, drag, fc.array(box, { maxLength: 6 }), (moving, by, others) => {
      const { delta, guides } = snapDrag(moving, by, standing(others), { ...options, anchor: moving });
      for (const axis of ['x', 'y'] as const) {
        expect(Math.abs(delta[axis] - by[axis])).toBeLessThanOrEqual(6.5);
        const place = moving[axis] + delta[axis];
        if (guides.length === 0) expect(Math.abs(place % 10)).toBe(0);
      }
    }),
  );
});

test('among thousands it stops at the nearest line of all, as if each were looked at', () => {
  const place = fc.integer({ min: -200, max: 200 });
  const box = fc.record({ x: place, y: place, width: fc.constantFrom(20, 60, 101), height: fc.constant(30) });
  const stops = ({ x, width }: { x: number; width: number }) => ({
    edges: [x, x + width],
    middle: x + width / 2,
  });
  fc.assert(
    fc.property(box, fc.array(box, { minLength: 1, maxLength: 40 }), (moving, others) => {
      // Far above all of them there are no gaps to keep.
      const { delta } = snapDrag({ ...moving, y: -9000 }, HERE, standing(others), options);
      const own = stops(moving);
      const ways = others.flatMap((other) => {
        const { edges, middle } = stops(other);
        return [middle - own.middle, ...edges.flatMap((at) => own.edges.map((from) => at - from))];
      });
      const least = Math.min(...ways.map(Math.abs));
      if (least <= options.reach) expect(Math.abs(Math.abs(delta.x) - least)).toBeLessThanOrEqual(0.5);
    }),
  );
});
