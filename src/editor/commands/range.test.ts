import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { createEditor } from '../createEditor.ts';
import { rangeAt, rangeName } from '../rangeAt.ts';
import { rangeProblem } from '../rangeProblem.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { run } from './command.ts';
import { menuOfSelection } from './menus.ts';
import { moveToNextFree, setRange, showRangeFinding } from './range.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'One site',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'r',
      nodes: { cidrs: ['172.16.0.0/24'], list: [{ addresses: ['172.16.0.9'] }, {}] },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.96.0.0/16'] },
      workloads: [{ name: 'cb', replicas: 1, port: 80 }],
      expose: [{ name: 'cb', workload: 'cb', clusterIPs: ['10.96.0.10'] }],
    },
  ],
  routers: [{ id: 'r', routes: [{ to: '10.0.0.0/16', via: '172.16.0.9' }] }],
  hosts: [{ id: 'laptop', name: 'Client', addresses: ['10.32.0.7/24'] }],
};
const PODS = 'clusters/london/pods/cidrs/0';

function setUp(field?: string, changes: Partial<Plan> = {}) {
  const start = { ...plan, ...changes };
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd', plan: start, edited: false });
  if (field !== undefined) editor.selectRange(field);
  const state = () => editor.store.getState();
  return { editor, state, plan: () => state().plan };
}

test('a range is found by its place, and where there is none nothing is', () => {
  const found = rangeAt(plan, 'clusters/london/services/cidrs/0');
  expect(found && rangeName(found)).toBe('service range 10.96.0.0/16 of London');
  expect(rangeAt(plan, 'hosts/laptop/addresses/0')).toMatchObject({ what: 'address', text: '10.32.0.7/24' });
  for (const field of ['clusters/london/pods/cidrs/1', 'clusters/x/pods/cidrs/0', 'hosts/laptop/x/0', ''])
    expect(rangeAt(plan, field)).toBeUndefined();
});

test('a selected range has its owner selected and a menu of its own, until something else is selected', () => {
  const { editor, state } = setUp(PODS);
  expect(state()).toMatchObject({ selection: ['london'], range: PODS });
  expect(menuOfSelection(state())).toBe('range');
  editor.select(['london']);
  expect(state().range).toBeUndefined();
  expect(menuOfSelection(state())).toBe('clusters');
  editor.selectRange(PODS);
  editor.change('Delete London', [{ kind: 'remove', collection: 'clusters', id: 'london' }]);
  expect(state().range).toBeUndefined();
});

test('a range moves to the next free one with the addresses in it and the routes to it, as one entry', () => {
  const pods = setUp(PODS);
  run(pods.editor, moveToNextFree);
  expect(pods.plan().clusters?.[0]?.pods?.cidrs).toEqual(['10.1.0.0/16']);
  expect(pods.plan().routers?.[0]?.routes?.[0]?.to).toBe('10.1.0.0/16');
  expect(pods.state().undoLabel).toBe('Move pod range 10.0.0.0/16 of London to 10.1.0.0/16');
  expect(pods.state().announcement).toBe('The pod range of London moved from 10.0.0.0/16 to 10.1.0.0/16.');
  const services = setUp('clusters/london/services/cidrs/0');
  run(services.editor, moveToNextFree);
  expect(services.plan().clusters?.[0]?.expose?.[0]?.clusterIPs).toEqual(['10.97.0.10']);
  const nodes = setUp('clusters/london/nodes/cidrs/0');
  run(nodes.editor, moveToNextFree);
  expect(nodes.plan().clusters?.[0]?.nodes.list?.[0]?.addresses).toEqual(['172.16.1.9']);
  const host = setUp('hosts/laptop/addresses/0');
  run(host.editor, moveToNextFree);
  expect(host.plan().hosts?.[0]?.addresses).toEqual(['10.32.0.8/24']);
  for (const { plan: after } of [pods, services, nodes, host])
    expect(parsePlanValue(after())).toMatchObject({ ok: true });
});

test('a range is written when a plan comes of it; else the reason is its own', async () => {
  const { editor, plan: now, state } = setUp(PODS);
  expect(await rangeProblem(now(), PODS, '10.5.0.0/16')).toBeUndefined();
  expect(await rangeProblem(now(), PODS, '10.5.0.1/16')).toContain('10.5.0.0/16');
  expect(await rangeProblem(now(), PODS, 'nonsense')).toMatch(/CIDR/);
  run(editor, setRange(PODS, ' 10.5.0.0/16 '));
  expect(now().clusters?.[0]?.pods?.cidrs).toEqual(['10.5.0.0/16']);
  expect(state().announcement).toBe('The pod range of London is 10.5.0.0/16 now.');
});

test('what is locked or only looked at keeps its ranges, and says why', () => {
  const locked = setUp(PODS, { view: { locked: ['london'] } });
  for (const command of [moveToNextFree, setRange(PODS, '10.5.0.0/16')])
    expect(run(locked.editor, command)).toMatchObject({ reason: expect.stringContaining('is locked') });
  const viewed = setUp(PODS);
  viewed.editor.setReadOnly('view', true);
  expect(run(viewed.editor, moveToNextFree)).toMatchObject({ applies: false });
  expect(run(setUp().editor, moveToNextFree)).toMatchObject({
    reason: expect.stringContaining('Select a range'),
  });
  expect(run(viewed.editor, showRangeFinding)).toMatchObject({
    reason: 'No finding speaks of the pod range 10.0.0.0/16 of London',
  });
});
