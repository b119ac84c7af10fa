import { expect, test } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { createEditor, type Editor, type EditorServices } from '#editor';
import { examples } from '#presets';
import { openExample } from './openExample.ts';

/** An editor over the core without its worker, on an empty plan. */
function emptyEditor(): Editor {
  let judged: Plan = { hopwright: 1, name: '' };
  const network = () => compileNetwork(judged);
  const core: Pick<EditorServices, 'judge' | 'trace' | 'save' | 'newId'> = {
    judge: async (plan) => {
      judged = plan;
      return { findings: validate(plan, network()), flows: {}, derived: { devices: [], services: [] } };
    },
    trace: async (question) => {
      const answer = traceRoundTrip(network(), question);
      return 'problem' in answer ? answer : { roundTrip: answer };
    },
    save: async () => undefined,
    newId: () => 'another',
  };
  const clock = {
    now: () => 0,
    after: (_: number, run: () => void) => {
      const timer = setTimeout(run, 0);
      return () => clearTimeout(timer);
    },
  };
  // What is only asked for by tables and documents is not asked here.
  return createEditor(core as EditorServices, clock, { id: 'd', plan: judged, edited: false });
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const example = (id: string) => {
  const found = examples.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`there is no example ${id}`);
  return found;
};

test.each(examples.filter(({ finding }) => finding))(
  '$id opens with its finding selected, its walk ready, and the plan in the inspector',
  async (story) => {
    const editor = emptyEditor();
    openExample(editor, story);
    await settled();
    const { finding, selection, analysis, playback } = editor.store.getState();
    expect(analysis.judgement?.findings.find(({ id }) => id === finding)?.rule).toBe(story.finding);
    expect(selection).toEqual([]);
    expect(playback.answer && 'roundTrip' in playback.answer).toBe(true);
  },
);

test('an example whose story is that all is well selects nothing', async () => {
  const editor = emptyEditor();
  openExample(editor, example('bgp-shared'));
  await settled();
  expect(editor.store.getState().finding).toBeUndefined();
});

test('whoever selects something before the plan is judged keeps it', async () => {
  const editor = emptyEditor();
  openExample(editor, example('black-hole'));
  editor.select(['paris']);
  await settled();
  expect(editor.store.getState()).toMatchObject({ finding: undefined, selection: ['paris'] });
});

test('an example that is opened over another one selects its own finding only', async () => {
  const editor = emptyEditor();
  openExample(editor, example('black-hole'));
  openExample(editor, example('routed-cluster'));
  await settled();
  expect(editor.store.getState().finding).toBeUndefined();
});
