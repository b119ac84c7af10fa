import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { type Box, borderPoint, floatingPath, laneOffset } from './floatingEdge.ts';
import { CARD, placements } from './placement.ts';

const cluster = (id: string, router?: string) => ({
  id,
  ...(router ? { router } : {}),
  nodes: { cidrs: ['172.16.0.0/24'], count: 1 },
});

test('what the plan places stays where it is', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'x',
    routers: [{ id: 'r' }],
    view: { positions: { r: [40, 50] } },
  };
  expect(placements(plan).get('r')).toEqual({ x: 40, y: 50 });
});

test('things without a position never stand on each other', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'x',
    clusters: [cluster('a', 'r1'), cluster('b', 'r1'), cluster('c', 'r2'), cluster('d')],
    routers: [{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }],
    hosts: [
      { id: 'h', router: 'r2', addresses: ['10.0.0.7/24'] },
      { id: 'i', addresses: ['10.0.0.7/24'] },
    ],
  };
  const placed = placements(plan);
  const kinds = new Map<string, keyof typeof CARD>([...'abcd'].map((id) => [id, 'cluster']));
  const boxes: Box[] = [...placed].map(([id, point]) => ({ ...point, ...CARD[kinds.get(id) ?? 'router'] }));
  for (const [i, a] of boxes.entries()) {
    for (const b of boxes.slice(i + 1)) {
      const apart =
        a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      expect(apart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true);
    }
  }
  expect(placed.size).toBe(9);
});

test('a new thing stands below what was placed by hand', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'x',
    clusters: [cluster('a'), cluster('b')],
    view: { positions: { a: [100, 200] } },
  };
  expect(placements(plan).get('b')?.y).toBeGreaterThan(200 + CARD.cluster.height);
});

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
