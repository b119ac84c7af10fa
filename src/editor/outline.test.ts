import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, Plan } from '#core';
import { anyPlan } from '#core/testing';
import { focusAfter, outline } from './outline.ts';
import { drawnIds } from './selection.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Sites',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      services: { cidrs: ['10.32.0.0/16'] },
    },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge' },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  links: [{ id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'bgp' }],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  view: {
    frames: [{ id: 'site-1', name: 'Paris', members: ['edge-p', 'laptop'] }],
    notes: [{ id: 'note-1', text: 'Ask the provider', position: [0, 0] }],
  },
};
const aliasing: Finding = {
  id: 'vip-aliases-address london laptop',
  rule: 'vip-aliases-address',
  severity: 'error',
  entities: ['london', 'laptop'],
  ranges: [],
  overlap: undefined,
  facts: {},
  witness: undefined,
  repair: undefined,
  accepted: undefined,
};

const text = (opened: readonly string[], findings: readonly Finding[] = []) =>
  outline(plan, findings, new Set(opened)).map(
    ({ level, kind, title }) => `${'  '.repeat(level - 1)}${kind} ${title}`,
  );

test('sites hold their members, and what is in no site stands beside them', () => {
  expect(text([])).toEqual([
    'site Paris',
    '  router Paris edge',
    '  host Client',
    'cluster London',
    'router London edge',
    'note note “Ask the provider”',
  ]);
});

test('a device that is opened shows its ranges, its connections and its findings', () => {
  expect(text(['london', 'edge-l', 'site-1'], [aliasing])).toEqual([
    'site Paris',
    'cluster London',
    '  range 172.16.0.0/24',
    '  range 10.32.0.0/16',
    '  attachment on London edge',
    '  finding A service range covers an address',
    'router London edge',
    '  link London–Paris',
    'note note “Ask the provider”',
  ]);
});

test('positions are counted among the rows of one parent', () => {
  const rows = outline(plan, [], new Set(['london']));
  const below = rows.filter(({ parent }) => parent === 'london');
  expect(below.map(({ position, siblings, level }) => [position, siblings, level])).toEqual([
    [1, 3, 2],
    [2, 3, 2],
    [3, 3, 2],
  ]);
});

test('the worst finding marks a device, and accepted ones do not count', () => {
  const row = (findings: readonly Finding[]) =>
    outline(plan, findings, new Set()).find(({ key }) => key === 'london');
  expect(row([aliasing, { ...aliasing, id: 'x', severity: 'info' }])?.severity).toBe('error');
  expect(row([aliasing])?.detail).toBe('cluster, 1 finding');
  expect(row([{ ...aliasing, accepted: 'known' }])?.severity).toBeUndefined();
});

test('everything that is drawn is in the outline, and no key twice', () => {
  fc.assert(
    fc.property(anyPlan(), (one) => {
      const all = [...(one.clusters ?? []), ...(one.routers ?? []), ...(one.hosts ?? [])].map(({ id }) => id);
      const rows = outline(one, [], new Set(all));
      const keys = rows.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      const shown = new Set(rows.map(({ id }) => id));
      expect(drawnIds(one).filter((id) => !shown.has(id))).toEqual([]);
    }),
  );
});

test('after a deletion the focus goes to the next of the same parent, else the one before, else the parent', () => {
  const rows = outline(plan, [], new Set(['london']));
  const without = (...gone: string[]) => rows.filter(({ key }) => !gone.includes(key));
  expect(focusAfter(rows, rows, 'laptop')).toBe('laptop');
  expect(focusAfter(rows, without('edge-p'), 'edge-p')).toBe('laptop');
  expect(focusAfter(rows, without('laptop'), 'laptop')).toBe('edge-p');
  expect(focusAfter(rows, without('edge-p', 'laptop'), 'laptop')).toBe('site-1');
  expect(focusAfter(rows, without('london', 'london nodes 0'), 'london nodes 0')).toBe('london services 0');
  expect(focusAfter(rows, [], 'laptop')).toBeUndefined();
});
