import { expect, test } from 'vitest';
import { assumptionsOf, compileNetwork, type Plan } from '#core';
import { assumptionGroups } from './assumptionGroups.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Test',
  clusters: [{ id: 'ldn', name: 'London', router: 'r', nodes: { cidrs: ['172.16.0.0/24'], count: 2 } }],
  routers: [{ id: 'r', name: 'Edge' }],
};
const all = assumptionsOf(plan, compileNetwork(plan));
const found = (text: string) =>
  assumptionGroups(all, plan, text).map(({ name, assumptions }) => [
    name,
    assumptions.map(({ kind }) => kind),
  ]);

test('assumptions stand with what they are of, the plan first', () => {
  expect(found('').map(([name]) => name)).toEqual(['Test', 'London', 'Edge']);
});

test('words narrow them by title, rule, name and value', () => {
  expect(found('reverse edge')).toEqual([['Edge', ['reverse-path-filter']]]);
  expect(found('1500')).toEqual([['London', ['mtu']]]);
  expect(found('S7')).toEqual([['London', ['service-proxy']]]);
  expect(found('nothing like it')).toEqual([]);
});
