import { expect, test } from 'vitest';
import type { Plan, PlanEdit } from '#core';
import { run } from './commands/command.ts';
import { nextFinding, takeRepair } from './commands/findings.ts';
import { createEditor } from './createEditor.ts';
import type { JudgementView } from './editor.ts';
import { FakeClock, inPromises } from './testing/fakeClock.ts';
import { EMPTY_JUDGEMENT, FakeServices, walkOf } from './testing/fakes.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'test',
  clusters: [{ id: 'london', name: 'London', nodes: { cidrs: ['172.16.0.0/24'], count: 3 } }],
  routers: [{ id: 'r' }],
  flows: [
    { id: 'one', from: 'node:london/0', to: 'router:r' },
    { id: 'two', from: 'router:r', to: 'node:london/1' },
  ],
};

const move = (x: number): PlanEdit => ({ kind: 'move', positions: { london: [x, 0] } });
const count = (value: number): PlanEdit => ({
  kind: 'set',
  collection: 'clusters',
  id: 'london',
  path: ['nodes', 'count'],
  value,
});

function setUp(beginning: Plan = plan) {
  const clock = new FakeClock();
  const services = new FakeServices();
  const editor = createEditor(services, clock, { id: 'd0', plan: beginning, edited: false });
  return { clock, services, editor, state: () => editor.store.getState() };
}

const finding = (id: string, entities: string[]): JudgementView['findings'][number] => ({
  id,
  rule: 'public-range',
  severity: 'error',
  entities,
  ranges: [],
  overlap: undefined,
  facts: {},
  witness: undefined,
  repair: undefined,
  accepted: undefined,
});

test('a change is one entry with its label; undo and redo go there and back', () => {
  const { editor, state } = setUp();
  editor.change('Grow London', [count(4)]);
  expect(state().undoLabel).toBe('Grow London');
  editor.undo();
  expect(state().plan).toBe(plan);
  expect(state()).toMatchObject({
    undoLabel: undefined,
    redoLabel: 'Grow London',
    announcement: 'Undone: Grow London.',
  });
  editor.redo();
  expect(state().plan.clusters?.[0]?.nodes.count).toBe(4);
});

test('edits that change nothing leave no entry', () => {
  const { editor, state } = setUp();
  editor.change('Nothing', [count(3)]);
  expect(state().undoLabel).toBeUndefined();
});

test('moving a card asks the core for nothing', async () => {
  const { editor, services, clock, state } = setUp();
  await clock.pass(100);
  const { revision } = state();
  editor.change('Move London', [move(100)]);
  await clock.pass(1000);
  expect(state().revision).toBe(revision);
  expect(services.judged).toEqual([revision]);
});

test('a burst of changes is judged once, as it ended', async () => {
  const { editor, services, clock, state } = setUp();
  for (const n of [4, 5, 6]) editor.change('Grow', [count(n)]);
  await clock.pass(100);
  expect(services.judged).toEqual([state().revision]);
  expect(state().analysis).toMatchObject({ status: 'ready', revision: state().revision });
});

test('an answer about an older plan is not shown, and the last judgement stays until the new one is there', async () => {
  const { editor, services, clock, state } = setUp();
  await clock.pass(100);
  const answers: ((judgement: JudgementView) => void)[] = [];
  services.onJudge = () => new Promise((resolve) => answers.push(resolve));
  editor.change('Grow', [count(4)]);
  await clock.pass(100);
  editor.change('Grow', [count(5)]);
  await clock.pass(100);
  answers[0]?.({ ...EMPTY_JUDGEMENT, findings: [finding('old', [])] });
  await inPromises();
  expect(state().analysis).toMatchObject({ status: 'waiting', judgement: EMPTY_JUDGEMENT });
  const latest = { ...EMPTY_JUDGEMENT, findings: [finding('new', [])] };
  answers[1]?.(latest);
  await inPromises();
  expect(state().analysis).toMatchObject({ status: 'ready', judgement: latest });
});

test('a core that fails is told in a sentence, work goes on, and asking again may succeed', async () => {
  const { editor, services, clock, state } = setUp();
  services.onJudge = () => Promise.reject(new Error('The checker stopped.'));
  await clock.pass(100);
  expect(state().analysis).toMatchObject({ status: 'failed', failure: 'The checker stopped.' });
  editor.change('Grow', [count(4)]);
  expect(state().undoLabel).toBe('Grow');
  services.onJudge = async () => EMPTY_JUDGEMENT;
  editor.judgeAgain();
  await clock.pass(100);
  expect(state().analysis).toMatchObject({ status: 'ready', failure: undefined });
});

test('opening shows the flow asked for, else the first, once the plan is judged', async () => {
  const { editor, services, clock, state } = setUp();
  expect(state().playback.question).toMatchObject({ id: 'one' });
  expect(services.traced).toEqual([]);
  await clock.pass(100);
  expect(services.traced).toHaveLength(1);
  editor.open({ ...plan, name: 'other' }, { flow: 'two' });
  await clock.pass(100);
  expect(state().playback).toMatchObject({ question: { id: 'two' }, answer: walkOf(3), cursor: 0 });
});

test('the walk that is shown follows its flow when the flow is changed, and the plan when that is', async () => {
  const { editor, services, clock, state } = setUp();
  await clock.pass(100);
  editor.change('Port', [{ kind: 'set', collection: 'flows', id: 'one', path: ['port'], value: 443 }]);
  await clock.pass(100);
  expect(state().playback.question).toMatchObject({ id: 'one', port: 443 });
  expect(services.traced.at(-1)?.question).toMatchObject({ port: 443 });
  services.onTrace = async () => walkOf(2);
  editor.seek(2);
  editor.change('Grow', [count(9)]);
  await clock.pass(100);
  expect(state().playback.cursor).toBe(1);
});

test('play steps through the hops and stops at the last; play again begins anew; seek and step pause', async () => {
  const { editor, clock, state } = setUp();
  await clock.pass(100);
  editor.play();
  await clock.pass(900);
  expect(state().playback).toMatchObject({ cursor: 1, playing: true });
  await clock.pass(900);
  expect(state().playback).toMatchObject({ cursor: 2, playing: false });
  editor.play();
  expect(state().playback).toMatchObject({ cursor: 0, playing: true });
  editor.step(1);
  expect(state().playback).toMatchObject({ cursor: 1, playing: false });
  editor.seek(99);
  expect(state().playback.cursor).toBe(2);
});

test('twice the speed takes half the time', async () => {
  const { editor, clock, state } = setUp();
  await clock.pass(100);
  editor.setSpeed(2);
  editor.play();
  await clock.pass(450);
  expect(state().playback.cursor).toBe(1);
});

test('autosave waits for a pause, writes the last state, and says how it went', async () => {
  const { editor, services, clock, state } = setUp();
  for (const n of [4, 5]) editor.change('Grow', [count(n)]);
  expect(state().save).toEqual({ kind: 'saving' });
  await clock.pass(299);
  expect(services.saved).toEqual([]);
  await clock.pass(1);
  expect(services.saved).toMatchObject([{ document: 'd0', name: 'test', edited: true }]);
  expect(state().save).toEqual({ kind: 'saved' });
  services.onSave = () => Promise.reject(new Error('no room left'));
  editor.change('Grow', [count(6)]);
  await editor.flush();
  expect(state().save).toEqual({ kind: 'failed', reason: 'no room left' });
});

test('opening another plan never writes over one that was changed, and its last change is still saved', async () => {
  const { editor, services, clock } = setUp();
  editor.change('Grow', [count(4)]);
  editor.open({ hopwright: 1, name: 'other' });
  await clock.pass(300);
  expect(services.saved).toMatchObject([
    { document: 'd0', name: 'test', edited: true },
    { document: 'd1', name: 'other', edited: false },
  ]);
  // Nobody changed it: the next one may take its place.
  editor.open({ hopwright: 1, name: 'third' });
  await clock.pass(300);
  expect(services.saved.at(-1)).toMatchObject({ document: 'd1', name: 'third', edited: false, fresh: true });
});

test('a file that was opened is kept when the next one is, also if nobody changed it', async () => {
  const { editor, services, clock } = setUp();
  editor.open({ hopwright: 1, name: 'file' }, { keep: true });
  editor.open({ hopwright: 1, name: 'next' });
  await clock.pass(300);
  expect(services.saved.map(({ document, name }) => [document, name])).toEqual([
    ['d0', 'file'],
    ['d1', 'next'],
  ]);
});

test('a preview is judged and walked, cannot be changed or saved, and leaves the document as it was', async () => {
  const { editor, services, clock, state } = setUp();
  editor.change('Grow', [count(4)]);
  await clock.pass(300);
  const mine = state().plan;
  editor.showPreview({ ...plan, name: 'shared' });
  await clock.pass(300);
  expect(state()).toMatchObject({
    plan: { name: 'shared' },
    analysis: { status: 'ready' },
    playback: { question: { id: 'one' } },
  });
  editor.change('Grow', [count(9)]);
  editor.undo();
  await clock.pass(300);
  expect(state().plan.name).toBe('shared');
  expect(state().announcement).toMatch(/save a copy/i);
  expect(services.saved).toHaveLength(1);
  editor.closePreview();
  expect(state()).toMatchObject({ preview: undefined, undoLabel: 'Grow' });
  expect(state().plan).toBe(mine);
});

test('a preview that is accepted becomes a document of its own', async () => {
  const { editor, services, clock, state } = setUp();
  editor.change('Grow', [count(4)]);
  editor.showPreview({ ...plan, name: 'shared' });
  editor.acceptPreview();
  await clock.pass(300);
  expect(state()).toMatchObject({ preview: undefined, plan: { name: 'shared' }, undoLabel: undefined });
  expect(services.saved).toMatchObject([
    { document: 'd0', name: 'test', edited: true },
    { document: 'd1', name: 'shared', edited: true },
  ]);
});

test('selecting a finding selects whom it is about; when it is gone, so is its selection in the list', async () => {
  const { editor, services, clock, state } = setUp();
  services.onJudge = async () => ({ ...EMPTY_JUDGEMENT, findings: [finding('f', ['london', 'r'])] });
  await clock.pass(100);
  editor.selectFinding('f');
  expect(state()).toMatchObject({ finding: 'f', selection: ['london', 'r'] });
  services.onJudge = async () => EMPTY_JUDGEMENT;
  editor.change('Grow', [count(4)]);
  await clock.pass(100);
  expect(state().finding).toBeUndefined();
});

test('what was done is told with what came of it, to ears and where it was said to eyes too', async () => {
  const { editor, services, clock, state } = setUp();
  services.onJudge = async () => ({ ...EMPTY_JUDGEMENT, findings: [finding('f', ['london'])] });
  await clock.pass(100);
  services.onJudge = async () => EMPTY_JUDGEMENT;
  editor.change('Change number of nodes of London', [count(4)]);
  await clock.pass(100);
  expect(state().announcement).toBe(
    'Number of nodes of London changed; 1 error gone. No errors or warnings.',
  );
  expect(state().notice).toBeUndefined();
  services.onJudge = async () => ({ ...EMPTY_JUDGEMENT, findings: [finding('f', ['london'])] });
  editor.undo();
  await clock.pass(100);
  const told = 'Undone: Change number of nodes of London; 1 new error. 1 error, 0 warnings now.';
  expect(state()).toMatchObject({ announcement: told, notice: { text: told } });
  services.onJudge = async () => EMPTY_JUDGEMENT;
  editor.redo();
  await clock.pass(0);
  editor.announce('Copied.');
  await clock.pass(100);
  expect(state().notice?.text).toBe('Copied.');
  expect(state().announcement).toMatch(/^Redone: .*; 1 error gone/);
});

test('a finding that was mended is selected again when that is undone, unless another was since', async () => {
  const { editor, services, clock, state } = setUp();
  const both = [finding('f', ['london']), finding('g', ['r'])];
  services.onJudge = async (plan) => ({
    ...EMPTY_JUDGEMENT,
    findings: plan.clusters?.[0]?.nodes.count === 4 ? both.slice(1) : both,
  });
  await clock.pass(100);
  const mended = async (): Promise<void> => {
    editor.selectFinding('f');
    editor.change('Mend', [count(4)]);
    await clock.pass(100);
    expect(state().finding).toBeUndefined();
  };
  await mended();
  editor.undo();
  await clock.pass(100);
  expect(state().finding).toBe('f');
  await mended();
  editor.selectFinding('g');
  editor.undo();
  await clock.pass(100);
  expect(state().finding).toBe('g');
});

test('a repair that was found for an older plan is not taken: it is said that the plan is being checked', async () => {
  const { editor, services, clock, state } = setUp();
  const repair = { title: 'Grow London to 9', edits: [count(9)] };
  services.onJudge = async () => ({
    ...EMPTY_JUDGEMENT,
    findings: [{ ...finding('f', ['london']), repair }],
  });
  expect(run(editor, takeRepair)).toMatchObject({ reason: expect.stringContaining('still being checked') });
  await clock.pass(100);
  editor.selectFinding('f');
  editor.change('Grow', [count(4)]);
  expect(run(editor, takeRepair)).toMatchObject({ reason: expect.stringContaining('still being checked') });
  await clock.pass(100);
  expect(run(editor, takeRepair)).toEqual({ applies: true });
  expect(state().plan.clusters?.[0]?.nodes.count).toBe(9);
  expect(state().announcement).toBe('Done: Grow London to 9.');
  services.onJudge = () => Promise.reject(new Error('stopped'));
  await clock.pass(100);
  expect(run(editor, takeRepair)).toMatchObject({ reason: expect.stringContaining('could not be checked') });
});

test('next and previous walk through the findings and round at the ends; accepted ones are passed over', async () => {
  const { editor, services, clock, state } = setUp();
  const accepted = { ...finding('b', []), accepted: 'known' };
  services.onJudge = async () => ({
    ...EMPTY_JUDGEMENT,
    findings: [finding('a', ['london']), accepted, finding('c', ['r'])],
  });
  expect(run(editor, nextFinding(1))).toMatchObject({ applies: false });
  await clock.pass(100);
  const walked = [1, 1, 1, -1, -1].map((by) => {
    run(editor, nextFinding(by === 1 ? 1 : -1));
    return state().finding;
  });
  expect(walked).toEqual(['a', 'c', 'a', 'c', 'a']);
  expect(state().announcement).toMatch(/^Error 1 of 2: .+ \(London\)\.$/);
  expect(state().notice?.text ?? '').not.toMatch(/1 of 2/);
  editor.selectFinding(undefined);
  run(editor, nextFinding(-1));
  expect(state().finding).toBe('c');
});

test('what is deleted is not selected any more, and selection is never in the history', () => {
  const { editor, state } = setUp();
  editor.select(['london', 'r', 'nobody']);
  expect(state().selection).toEqual(['london', 'r']);
  editor.change('Delete', [{ kind: 'remove', collection: 'clusters', id: 'london' }]);
  expect(state().selection).toEqual(['r']);
  editor.undo();
  expect(state().selection).toEqual(['r']);
});
