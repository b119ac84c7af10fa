import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import type { Box } from '#core/view';
import { PLAIN } from '../decorate.ts';
import { toGraph } from '../toGraph.ts';
import { extentOf } from './drawPlan.ts';
import { nodeAt } from './nodeAt.ts';
import { movingPart, pictureOf, stillPicture } from './picture.ts';

const result = parsePlanValue({
  hopwright: 1,
  name: 'Site',
  routers: ['in', 'too', 'out'].map((id) => ({ id })),
  links: [
    { id: 'inside', ends: ['in', 'too'], routing: 'bgp' },
    { id: 'across', ends: ['in', 'out'], routing: 'bgp' },
  ],
  view: {
    positions: { in: [0, 0], too: [300, 0], out: [900, 0] },
    frames: [{ id: 'site', name: 'Site', members: ['in', 'too'] }],
  },
});
if (!result.ok) throw new Error('the test plan is valid');
const plan: Plan = result.plan;
const graph = toGraph(plan, [], [], PLAIN);
const boxes = new Map<string, Box>([
  ['in', { x: 0, y: 0, width: 180, height: 60 }],
  ['too', { x: 300, y: 0, width: 180, height: 60 }],
  ['out', { x: 900, y: 0, width: 180, height: 60 }],
  ['site', { x: -20, y: -46, width: 520, height: 126 }],
]);
const going = (ids: readonly string[]) => {
  const moving = new Set(ids);
  return pictureOf(movingPart(graph, moving), boxes, (id) => moving.has(id), true);
};
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);

test('of what moves, each card, site and line is drawn on one of the two canvases, whole', () => {
  const still = stillPicture(graph, boxes, new Set(['out']));
  const moving = going(['out']);
  expect([names(still.cards), names(moving.cards)]).toEqual([['in', 'too'], ['out']]);
  expect([still.lines.length / 4, moving.lines.length / 4]).toEqual([1, 1]);
  expect([names(still.sites), names(moving.sites)]).toEqual([['Site'], []]);
});

test('a site that grows with one of its members does not cover the others', () => {
  const ids = ['in', 'site'];
  expect(stillPicture(graph, boxes, new Set(ids)).sites).toMatchObject([{ name: 'Site', filled: true }]);
  expect(going(ids).sites).toMatchObject([{ name: 'Site', filled: false }]);
});

test('a site that moves as a whole leaves nothing behind', () => {
  const ids = ['in', 'too', 'site'];
  expect(stillPicture(graph, boxes, new Set(ids)).sites).toEqual([]);
  expect(going(ids).sites).toMatchObject([{ name: 'Site', filled: true }]);
});

test('what is cleared before the next frame is all that was drawn', () => {
  const { x, y, width, height } = extentOf(going(['out']), { x: 10, y: 20, zoom: 0.5 });
  // From the middle of `in`, at the other end of the line, to the far edge of `out`.
  expect(x).toBeLessThanOrEqual(55);
  expect(x + width).toBeGreaterThanOrEqual(550);
  expect(y).toBeLessThanOrEqual(20);
  expect(y + height).toBeGreaterThanOrEqual(50);
});

test('a click meets a card before the site that it stands in', () => {
  expect(nodeAt({ graph, boxes }, { x: 90, y: 30 })).toBe('in');
  expect(nodeAt({ graph, boxes }, { x: 240, y: 30 })).toBe('site');
  expect(nodeAt({ graph, boxes }, { x: 700, y: 30 })).toBeUndefined();
});
