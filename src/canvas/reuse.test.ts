import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { PLAIN } from './decorate.ts';
import { toGraph } from './toGraph.ts';

const result = parsePlanValue({
  hopwright: 1,
  name: 'Two sites',
  clusters: [
    { id: 'london', router: 'hub', nodes: { cidrs: ['10.0.0.0/24'], count: 1 } },
    { id: 'paris', router: 'hub', nodes: { cidrs: ['10.1.0.0/24'], count: 1 } },
  ],
  routers: [{ id: 'hub' }, { id: 'spoke' }],
  links: [{ id: 'vpn', ends: ['hub', 'spoke'], routing: 'bgp' }],
  view: { positions: { london: [0, 0], paris: [400, 0], hub: [200, 300], spoke: [900, 300] } },
});
if (!result.ok) throw new Error('the test plan is valid');
const plan: Plan = result.plan;
const before = toGraph(plan, [], [], PLAIN);
const all = [...before.nodes, ...before.edges].map(({ id }) => id);

/** The ids of what is made anew. */
const anew = (plan: Plan, selection: readonly string[] = []): string[] => {
  const after = toGraph(plan, selection, [], PLAIN, before);
  const old = new Set<unknown>([...before.nodes, ...before.edges]);
  // Whatever is kept says what would have been made.
  expect(after).toEqual(toGraph(plan, selection, [], PLAIN));
  return [...after.nodes, ...after.edges].filter((one) => !old.has(one)).map(({ id }) => id);
};

test('the same plan makes nothing anew', () => expect(anew({ ...plan })).toEqual([]));

test('what is selected is made anew, and nothing else', () =>
  expect(anew(plan, ['paris'])).toEqual(['paris']));

test('a changed cluster is made anew, with the line that says its name', () => {
  const [london, paris] = plan.clusters ?? [];
  if (!london || !paris) throw new Error('there are two');
  const changed = { ...plan, clusters: [{ ...london, name: 'London' }, paris] };
  expect(anew(changed)).toEqual(['london', 'attachment:london']);
});

test('a renamed router is told in all lines that run to it', () => {
  const [hub, spoke] = plan.routers ?? [];
  if (!hub || !spoke) throw new Error('there are two');
  const changed = { ...plan, routers: [{ ...hub, name: 'Centre' }, spoke] };
  expect(anew(changed)).toEqual(['hub', 'attachment:london', 'attachment:paris', 'vpn']);
});

test('a moved card is made anew, and an id that another kind of thing has now', () => {
  const positions = { ...plan.view?.positions, spoke: [950, 300] as [number, number] };
  expect(anew({ ...plan, view: { ...plan.view, positions } })).toEqual(['spoke']);
  expect(all).toContain('spoke');
  const host = { id: 'spoke', addresses: ['10.9.0.1/24'] } as const;
  const { links: _, ...rest } = plan;
  const other = { ...rest, routers: (plan.routers ?? []).slice(0, 1), hosts: [host] };
  expect(anew(other as unknown as Plan)).toEqual(['spoke']);
});
