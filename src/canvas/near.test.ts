import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { PLAIN } from './decorate.ts';
import { near, regionNamed, regionOf } from './near.ts';
import { toGraph } from './toGraph.ts';

const result = parsePlanValue({
  hopwright: 1,
  name: 'Row',
  routers: ['a', 'b', 'c', 'd'].map((id) => ({ id })),
  links: [
    { id: 'ac', ends: ['a', 'c'], routing: 'bgp' },
    { id: 'cd', ends: ['c', 'd'], routing: 'bgp' },
  ],
  view: { positions: { a: [0, 0], b: [1000, 0], c: [2000, 0], d: [2000, 3000] } },
});
if (!result.ok) throw new Error('the test plan is valid');
const plan: Plan = result.plan;
const graph = toGraph(plan, [], [], PLAIN);
const boxes = new Map(
  graph.nodes.map(({ id, position }) => [id, { ...position, width: 180, height: 60 }] as const),
);
const seen = (left: number, top: number, kept: readonly string[] = []) => {
  const region = { left, top, right: left + 300, bottom: top + 300 };
  const { ids, edges } = near(graph.edges, boxes, region, new Set(kept));
  return [...[...ids].sort(), ...edges.map(({ id }) => id)].join(' ');
};

test('where a card is, it is drawn, with the lines that run there and the cards at their ends', () => {
  expect(seen(950, -100)).toBe('a b c ac');
  expect(seen(1950, 2900)).toBe('c d cd');
});

test('a line is drawn where neither of its ends is, and not beside its way', () => {
  expect(seen(1400, -100)).toBe('a c ac');
  expect(seen(1400, 500)).toBe('');
});

test('what is selected or walked over is kept wherever it is', () => {
  expect(seen(1400, 500, ['d'])).toBe('d');
});

test('whatever is looked at lies in the region of its name', () => {
  const place = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const size = fc.double({ min: 10, max: 40_000, noNaN: true });
  fc.assert(
    fc.property(place, place, size, size, (left, top, width, height) => {
      const region = regionNamed(regionOf(left, top, width, height));
      expect(region.left).toBeLessThanOrEqual(left);
      expect(region.top).toBeLessThanOrEqual(top);
      expect(region.right).toBeGreaterThanOrEqual(left + width);
      expect(region.bottom).toBeGreaterThanOrEqual(top + height);
    }),
  );
});
