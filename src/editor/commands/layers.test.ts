import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { createEditor } from '../createEditor.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { run } from './command.ts';
import { showAllLayers, turnLayer } from './layers.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'a cluster on a router',
  routers: [{ id: 'r' }],
  clusters: [
    {
      id: 'c',
      router: 'r',
      platform: 'openshift',
      nodes: { cidrs: ['10.0.0.0/24'], count: 1 },
      services: { cidrs: ['10.96.0.0/16'] },
    },
  ],
};
const editorOn = (of: Plan) =>
  createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan: of, edited: false });

test('a layer is hidden and shown again, which changes nothing of the plan', () => {
  const editor = editorOn(plan);
  const { revision } = editor.store.getState();
  run(editor, turnLayer('vip'));
  expect(editor.store.getState().layers).toEqual(['underlay', 'overlay', 'bgp']);
  expect(editor.store.getState().announcement).toBe('VIP hidden: service ranges.');
  run(editor, turnLayer('vip'));
  expect(editor.store.getState().layers).toEqual(['underlay', 'overlay', 'bgp', 'vip']);
  expect(editor.store.getState().plan).toBe(plan);
  expect(editor.store.getState().revision).toBe(revision);
  expect(editor.store.getState().undoLabel).toBeUndefined();
});

test('a layer that the plan has nothing of cannot be turned, and the answer says why', () => {
  const editor = editorOn(plan);
  expect(run(editor, turnLayer('bgp'))).toEqual({
    applies: false,
    reason: 'The plan has no BGP session and no AS number',
  });
  expect(editor.store.getState().layers).toContain('bgp');
});

test('every layer is shown at once, ghosts too; then there is nothing left to show', () => {
  const editor = editorOn(plan);
  expect(run(editor, showAllLayers).applies).toBe(true);
  expect(editor.store.getState().layers).toEqual(['underlay', 'overlay', 'bgp', 'vip', 'ghost']);
  expect(run(editor, showAllLayers)).toEqual({ applies: false, reason: 'Every layer is shown' });
  expect(run(editorOn({ hopwright: 1, name: '' }), showAllLayers).applies).toBe(false);
});

test('the choice of layers outlasts the design', () => {
  const editor = editorOn(plan);
  run(editor, turnLayer('underlay'));
  editor.open({ hopwright: 1, name: 'another' });
  expect(editor.store.getState().layers).not.toContain('underlay');
});
