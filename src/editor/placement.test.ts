import { expect, test } from 'vitest';
import { applyEdit, type Plan } from '#core';
import { CARD, freePlace, keepPlaces, placements } from './placement.ts';

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
  const boxes: { x: number; y: number; width: number; height: number }[] = [...placed].map(([id, point]) => ({
    ...point,
    ...CARD[kinds.get(id) ?? 'router'],
  }));
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

test('moving one of many that were never placed leaves the others where they stand', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'x',
    clusters: [cluster('a'), cluster('b')],
    routers: [{ id: 'r' }],
  };
  const before = placements(plan);
  const after = placements(applyEdit(plan, keepPlaces(plan, new Map([['a', { x: -500, y: 70 }]]))));
  expect(after.get('a')).toEqual({ x: -500, y: 70 });
  expect(after.get('b')).toEqual(before.get('b'));
  expect(after.get('r')).toEqual(before.get('r'));
});

test('a cluster whose router is gone stands somewhere all the same', () => {
  const plan: Plan = { hopwright: 1, name: 'x', clusters: [cluster('a', 'nobody')] };
  expect(placements(plan).has('a')).toBe(true);
});

test('a new thing never stands on the very place of another', () => {
  const plan: Plan = {
    hopwright: 1,
    name: 'x',
    clusters: [cluster('a')],
    view: { positions: { a: [0, 0] } },
  };
  expect(freePlace(plan, { x: 4, y: 4 })).toEqual({ x: 30, y: 30 });
});

test('two dozen clusters of one router are a picture, not a line', () => {
  const clusters = Array.from({ length: 24 }, (_, index) => cluster(`c${index}`, 'r'));
  const placed = placements({ hopwright: 1, name: 'x', clusters, routers: [{ id: 'r' }] });
  const right = Math.max(...[...placed.values()].map(({ x }) => x)) + CARD.cluster.width;
  const bottom = Math.max(...[...placed.values()].map(({ y }) => y)) + CARD.cluster.height;
  expect(right / bottom).toBeLessThan(5);
  expect(new Set([...placed.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(25);
});
