import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { COMMON, choicesFor, editsForAll, sharedText } from './common.ts';
import { members } from './members.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Two sites',
  clusters: [
    { id: 'a', nodes: { cidrs: ['172.16.0.0/24'], count: 1 }, mtu: 9001, platform: 'eks' },
    { id: 'b', nodes: { cidrs: ['172.17.0.0/24'], count: 1 }, platform: 'eks' },
  ],
  routers: [{ id: 'r', stateful: true }, { id: 's' }],
};
const field = (property: string) => {
  const found = COMMON.find((one) => one.property === property);
  if (!found) throw new Error(property);
  return found;
};

test('what all have is told; where they differ it is mixed, and absent counts as what it means', () => {
  expect(sharedText(members(plan, ['a', 'b']), field('platform'))).toBe('eks');
  expect(sharedText(members(plan, ['a', 'b']), field('mtu'))).toBeUndefined();
  expect(sharedText(members(plan, ['b']), field('mtu'))).toBe('1500');
  expect(sharedText(members(plan, ['r', 's']), field('stateful'))).toBeUndefined();
  expect(sharedText(members(plan, ['s']), field('stateful'))).toBe('no');
});

test('what some have already can be chosen for all', () => {
  expect(choicesFor(members(plan, ['a', 'b']), field('mtu')).map(({ value }) => value)).toContain('9001');
});

test('a choice is written as the plan holds it: numbers, switches, and nothing where there was no choice', () => {
  const values = (property: string, text: string) =>
    editsForAll(members(plan, ['a']), field(property), text).map((edit) => 'value' in edit && edit.value);
  expect(values('mtu', '1400')).toEqual([1400]);
  expect(values('stateful', 'yes')).toEqual([true]);
  expect(values('stateful', 'no')).toEqual([undefined]);
  expect(values('platform', '')).toEqual([undefined]);
});
