import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { PLAIN } from './decorate.ts';
import { keepSame } from './keepSame.ts';
import { toGraph } from './toGraph.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'p',
  routers: [{ id: 'r' }, { id: 's' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp', cidrs: ['10.255.0.0/30'] }],
};

test('of thousands of cards only those are made anew that changed', () => {
  const before = toGraph(plan, [], [], PLAIN);
  const after = keepSame(before, toGraph(plan, ['s'], [], PLAIN));
  expect(after.nodes[0]).toBe(before.nodes[0]);
  expect(after.nodes[1]).not.toBe(before.nodes[1]);
  expect(after.nodes[1]?.selected).toBe(true);
  expect(after.edges).toBe(before.edges);
});

test('where nothing changed, the graph is the one of before', () => {
  const before = toGraph(plan, [], [], PLAIN);
  const after = keepSame(before, toGraph({ ...plan }, [], [], PLAIN));
  expect(after.nodes).toBe(before.nodes);
  expect(after.edges).toBe(before.edges);
});
