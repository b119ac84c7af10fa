import { expect, test } from 'vitest';
import type { Plan } from '../plan/plan.ts';
import { linkLanes } from './lanes.ts';

const planOf = (...ends: [string, string][]): Plan => ({
  hopwright: 1,
  name: 'x',
  routers: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
  links: ends.map((pair, i) => ({ id: `l${i}`, ends: pair, routing: 'static' })),
});

test('a link alone runs straight', () => {
  expect([...linkLanes(planOf(['a', 'b'], ['b', 'c']))]).toEqual([
    ['l0', 0],
    ['l1', 0],
  ]);
});

test('parallel links fan out evenly, whichever end each begins at', () => {
  const lanes = linkLanes(planOf(['a', 'b'], ['b', 'a'], ['a', 'b']));
  expect([lanes.get('l0'), lanes.get('l1'), lanes.get('l2')]).toEqual([-36, 0, 36]);
  // The one that begins at b is measured from its own side.
  const two = linkLanes(planOf(['a', 'b'], ['b', 'a']));
  expect([two.get('l0'), two.get('l1')]).toEqual([-18, -18]);
});
