import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { createEditor, type Editor, type EditorServices } from '#editor';
import { lessons } from '#presets/lessons';
import { leaveLesson, lessonStore, putLesson } from './lessonStore.ts';
import { restartLesson, startLesson } from './startLesson.ts';
import { followLesson } from './tutor.ts';

const lesson = lessons[0];
if (!lesson) throw new Error('there are no lessons');

/** The core without its worker. */
function services(): EditorServices {
  let judged: Plan = { hopwright: 1, name: '' };
  let ids = 0;
  const answer = (question: Parameters<typeof traceRoundTrip>[1]) => {
    const traced = traceRoundTrip(compileNetwork(judged), question);
    return 'problem' in traced ? traced : { roundTrip: traced };
  };
  const core: Pick<EditorServices, 'judge' | 'trace' | 'save' | 'newId'> = {
    judge: async (plan) => {
      judged = plan;
      return {
        findings: validate(plan, compileNetwork(plan)),
        flows: Object.fromEntries((plan.flows ?? []).map((flow) => [flow.id, answer(flow)])),
        derived: { devices: [], services: [] },
      };
    },
    trace: async (question) => answer(question),
    save: async () => undefined,
    newId: () => `d${++ids}`,
  };
  // What is only asked for by tables and documents is not asked here.
  return core as EditorServices;
}

const clock = {
  now: () => 0,
  after: (_: number, run: () => void) => {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  },
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

let editor: Editor;
let stop: () => void;
let missing: string | undefined;
const done = () => lessonStore().getState().byDocument[editor.store.getState().document]?.done ?? [];
const said = () => editor.store.getState().announcement;
const flow = (id: string) => editor.store.getState().plan.flows?.find((candidate) => candidate.id === id);
const finding = (rule: string) =>
  editor.store.getState().analysis.judgement?.findings.find((candidate) => candidate.rule === rule)?.id;

function follow(): void {
  stop = followLesson(
    editor,
    lesson as NonNullable<typeof lesson>,
    editor.store.getState().document,
    (text) => {
      missing = text;
    },
  );
}

async function watch(id: string): Promise<void> {
  editor.show(flow(id));
  await settled();
  editor.seek(1000);
  await settled();
}

beforeEach(async () => {
  lessonStore().setState({ byDocument: {}, finished: [] });
  // Giving the focus waits for the page, of which there is none.
  globalThis.requestAnimationFrame = () => 0;
  editor = createEditor(services(), clock, { id: 'd', plan: { hopwright: 1, name: 'Mine' }, edited: true });
  startLesson(editor, lesson);
  follow();
  await settled();
});
afterEach(() => stop());

const MEND = {
  kind: 'set',
  collection: 'clusters',
  id: 'london',
  path: ['services', 'cidrs'],
  value: ['10.96.0.0/12'],
} as const;

describe('a lesson that is followed', () => {
  test('begins as a design of its own, with nothing done and a sentence for what is missing', () => {
    expect(editor.store.getState()).toMatchObject({ document: 'd1', edited: true });
    expect(done()).toEqual([]);
    expect(missing).toContain('has not been played to its last hop');
  });

  test('is done step by step, each told with the next, and told when it is over', async () => {
    await watch('client-to-pod');
    expect(said()).toMatch(/^Step 1 of 5 done\. Next: Play the same call/);
    await watch('elsewhere-to-pod');
    editor.selectFinding(finding('vip-aliases-address'));
    await settled();
    expect(said()).toMatch(/^Step 3 of 5 done\./);
    editor.change('Move the service range', [MEND]);
    await settled();
    expect(done()).toEqual([true, true, true, true, false]);
    // Together with what the change brought.
    expect(said()).toMatch(/gone.*Step 4 of 5 done\. Next: Play the client’s call once more/);
    await watch('client-to-pod');
    expect(said()).toBe(`Lesson done: ${lesson.title}.`);
    expect(lessonStore().getState().finished).toEqual(['black-hole']);
  });

  test('goes back a step when the change is undone, and forward when it is redone', async () => {
    putLesson('d1', { lesson: lesson.id, done: [true, true, true], seen: { findings: [], walks: [] } });
    editor.change('Move the service range', [MEND]);
    await settled();
    expect(done()).toEqual([true, true, true, true, false]);
    editor.undo();
    await settled();
    expect(done()).toEqual([true, true, true, false, false]);
    expect(said()).toContain('Step 4 is open again: Take the ranges apart.');
    expect(missing).toContain('10.32.0.0/16');
    editor.redo();
    await settled();
    expect(done()).toEqual([true, true, true, true, false]);
  });

  test('is not moved by a walk that was not followed to its end', async () => {
    editor.show(flow('client-to-pod'));
    await settled();
    editor.step(1);
    await settled();
    expect(done()).toEqual([]);
  });

  test('is not moved by what a link shows meanwhile', async () => {
    await watch('client-to-pod');
    editor.showPreview({ hopwright: 1, name: 'Shared' });
    await settled();
    editor.closePreview();
    await settled();
    expect(done()).toEqual([true, false, false, false, false]);
  });

  test('is as it was when the page comes back', async () => {
    await watch('client-to-pod');
    stop();
    const before = lessonStore().getState();
    follow();
    await settled();
    expect(lessonStore().getState()).toEqual(before);
  });

  test('starts again in the same design, as one entry of the history', async () => {
    await watch('client-to-pod');
    editor.change('Move the service range', [MEND]);
    await settled();
    restartLesson(editor, lesson);
    await settled();
    expect(editor.store.getState()).toMatchObject({ document: 'd1', undoLabel: 'Start the lesson again' });
    expect(done().some(Boolean)).toBe(false);
    expect(missing).toContain('has not been played to its last hop');
    editor.undo();
    await settled();
    expect(editor.store.getState().plan.clusters?.[0]?.services?.cidrs).toEqual(['10.96.0.0/12']);
  });

  test('leaves an ordinary design behind', async () => {
    leaveLesson('d1');
    await watch('client-to-pod');
    expect(lessonStore().getState()).toEqual({ byDocument: {}, finished: [] });
    expect(editor.store.getState().plan.name).toBe(lesson.title);
    expect(said()).not.toContain('Step');
  });
});
