import { expect, test } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { createEditor, type Editor, type EditorServices, shownPath } from '#editor';
import { examples } from '#presets';
import type { LinkView } from '#share';
import { followView } from './followView.ts';
import { viewOf } from './viewOf.ts';

const blackHole = examples.find(({ id }) => id === 'black-hole')?.plan;
if (!blackHole) throw new Error('the example is gone');

/** The core without its worker. */
function services(): EditorServices {
  let judged: Plan | undefined;
  const network = () => compileNetwork(judged ?? { hopwright: 1, name: '' });
  const core: Pick<EditorServices, 'judge' | 'trace' | 'routes' | 'save'> = {
    judge: async (plan) => {
      judged = plan;
      return { findings: validate(plan, network()), flows: {}, derived: { devices: [], services: [] } };
    },
    trace: async (question) => {
      const answer = traceRoundTrip(network(), question);
      return 'problem' in answer ? answer : { roundTrip: answer };
    },
    routes: async () => undefined,
    save: async () => undefined,
  };
  // What is only asked of documents that are opened or stored is not asked here.
  return core as EditorServices;
}

const clock = {
  now: () => 0,
  after: (_: number, run: () => void) => {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  },
};

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

async function opened(view: LinkView, plan: Plan = blackHole as Plan): Promise<Editor> {
  const editor = createEditor(services(), clock, {
    id: 'd',
    plan: { hopwright: 1, name: 'Mine' },
    edited: false,
  });
  editor.showPreview(plan);
  followView(editor, view);
  await settled();
  return editor;
}

test('a link to a hop of the reply shows that hop, and the same link can be made there', async () => {
  const view: LinkView = { walk: { flow: 'client-to-pod' }, hop: { leg: 'reply', number: 2 } };
  const editor = await opened(view);
  const { playback } = editor.store.getState();
  const request = shownPath(playback)?.legs[0]?.hops.length;
  expect(playback.cursor).toBe((request ?? Number.NaN) + 1);
  expect(viewOf(editor.store.getState(), { hop: true })).toEqual(view);
});

test('a link to a finding selects it', async () => {
  const editor = await opened({});
  const known = editor.store.getState().analysis.judgement?.findings.map(({ id }) => id) ?? [];
  const finding = known.find((id) => id.startsWith('vip-aliases-address ')) ?? '';
  const other = await opened({ finding });
  expect(other.store.getState().finding).toBe(finding);
  expect(viewOf(other.store.getState(), { finding: true })).toEqual({ finding });
});

test('a walk that nobody saved is asked for as the link says it', async () => {
  const question = { from: 'host:desktop', to: 'pod:london/cb-0', port: 8091 };
  const editor = await opened({ walk: { question }, hop: { leg: 'request', number: 3 } });
  expect(editor.store.getState().playback).toMatchObject({ question, cursor: 2 });
  expect(viewOf(editor.store.getState(), { hop: true })).toEqual({
    walk: { question },
    hop: { leg: 'request', number: 3 },
  });
});

test.each<[string, LinkView, string]>([
  ['a finding', { finding: 'no such' }, 'a finding that this plan does not have: no such.'],
  ['a walk', { walk: { flow: 'no-such' } }, 'a walk that this plan does not have.'],
  [
    'a hop',
    { walk: { flow: 'client-to-pod' }, hop: { leg: 'answer', number: 9 } },
    'hop 9 of the answer; this walk has no such hop.',
  ],
])('%s that is not there is said', async (_, view, sentence) => {
  const editor = await opened(view);
  expect(editor.store.getState().notice?.text).toBe(`The link points at ${sentence}`);
});

test('whoever goes on meanwhile is not called back', async () => {
  const editor = await opened({});
  followView(editor, { walk: { flow: 'client-to-pod' }, hop: { leg: 'reply', number: 2 } });
  editor.show({ from: 'host:desktop', to: 'pod:london/cb-0' });
  await settled();
  expect(editor.store.getState().playback.cursor).toBe(0);
});
