import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { createEditor } from './createEditor.ts';
import { FakeClock, inPromises } from './testing/fakeClock.ts';
import { FakeServices } from './testing/fakes.ts';

const plan: Plan = { hopwright: 1, name: 'test', routers: [{ id: 'r' }] };

function setUp() {
  const clock = new FakeClock();
  const services = new FakeServices();
  const editor = createEditor(services, clock, { id: 'd0', plan, edited: false });
  const name = (value: string, merge?: string): boolean =>
    editor.change(
      `Name ${value}`,
      [{ kind: 'set-plan', path: ['name'], value }],
      merge === undefined ? {} : { merge },
    );
  return { clock, services, editor, name, state: () => editor.store.getState() };
}

test('undo and redo are stored with the document and go on where they were after a reload', async () => {
  const { editor, services, name } = setUp();
  for (const value of ['one', 'two', 'three']) name(value);
  editor.undo();
  await editor.flush();
  const saved = services.saved.at(-1);
  expect(saved).toMatchObject({ label: 'Undone: Name three' });
  const after = createEditor(services, new FakeClock(), JSON.parse(JSON.stringify({ ...saved, id: 'd0' })));
  expect(after.store.getState()).toMatchObject({ undoLabel: 'Name two', redoLabel: 'Name three' });
  after.redo();
  expect(after.store.getState().plan.name).toBe('three');
  for (let i = 0; i < 3; i++) after.undo();
  expect(after.store.getState().plan).toEqual(plan);
  expect(after.store.getState().undoLabel).toBeUndefined();
});

test('states of one entry of the history say so, that they need only one version in the store', async () => {
  const { editor, services, name } = setUp();
  for (const value of ['a', 'ab']) {
    name(value, 'typing');
    await editor.flush();
  }
  name('other');
  await editor.flush();
  editor.undo();
  await editor.flush();
  const [a, ab, other, back] = services.saved.map(({ step }) => step);
  expect(ab).toBe(a);
  expect(new Set([a, other, back]).size).toBe(3);
});

test('what could not be stored is tried again by itself, later and later, until it is', async () => {
  const { clock, services, name, state } = setUp();
  services.onSave = () => Promise.reject(new Error('no room left'));
  name('kept');
  await clock.pass(300);
  expect(state().save).toEqual({ kind: 'failed', reason: 'no room left' });
  await clock.pass(2_000);
  await clock.pass(4_000);
  expect(services.saved).toHaveLength(3);
  await clock.pass(600_000);
  expect(services.saved.length).toBeGreaterThan(10);
  services.onSave = async () => {};
  await clock.pass(60_000);
  expect(state().save).toEqual({ kind: 'saved' });
  expect(services.saved.at(-1)).toMatchObject({ document: 'd0', name: 'kept' });
  const { length } = services.saved;
  await clock.pass(600_000);
  expect(services.saved).toHaveLength(length);
});

test('a document that could not be stored before another was opened is still stored when there is room again', async () => {
  const { clock, services, editor, name, state } = setUp();
  services.onSave = () => Promise.reject(new Error('no room left'));
  name('first');
  await clock.pass(300);
  editor.open({ hopwright: 1, name: 'second' }, { keep: true });
  await clock.pass(300);
  expect(state().save.kind).toBe('failed');
  services.saved.length = 0;
  services.onSave = async () => {};
  await editor.flush();
  expect(services.saved.map(({ document, name: stored }) => [document, stored])).toEqual([
    ['d0', 'first'],
    ['d1', 'second'],
  ]);
  expect(state().save).toEqual({ kind: 'saved' });
});

test('a failed state is superseded by the newer one of its document, but not what it said of the store', async () => {
  const { services, editor, name } = setUp();
  services.onSave = () => Promise.reject(new Error('no room left'));
  editor.open({ hopwright: 1, name: 'example' });
  await editor.flush();
  name('changed');
  services.saved.length = 0;
  services.onSave = async () => {};
  await editor.flush();
  expect(services.saved).toMatchObject([{ document: 'd0', name: 'changed', fresh: true }]);
});

test('the same holds for a change that comes while the older state is being written and refused', async () => {
  const { services, editor, name } = setUp();
  let refuse: () => void = () => {};
  services.onSave = () => new Promise((_, reject) => (refuse = () => reject(new Error('no room left'))));
  editor.open({ hopwright: 1, name: 'example' });
  const flushed = editor.flush();
  await inPromises();
  name('changed');
  services.onSave = async () => {};
  refuse();
  await flushed;
  expect(services.saved.at(-1)).toMatchObject({ name: 'changed', fresh: true });
});

test('when all that could not be stored is not to be stored any more, nothing is said to be unsaved', async () => {
  const { services, clock, editor, state } = setUp();
  services.onSave = () => Promise.reject(new Error('no room left'));
  editor.open({ hopwright: 1, name: 'example' });
  await clock.pass(300);
  expect(state().save.kind).toBe('failed');
  editor.forgetUnedited('d0');
  expect(state().save.kind).toBe('saved');
  const { length } = services.saved;
  await clock.pass(600_000);
  expect(services.saved).toHaveLength(length);
});

test('while a write is under way, a change is written after it, and flush waits for both', async () => {
  const { services, editor, name } = setUp();
  let done: () => void = () => {};
  services.onSave = () => new Promise((resolve) => (done = resolve));
  name('one');
  const flushed = editor.flush();
  await inPromises();
  name('two');
  services.onSave = async () => {};
  done();
  await flushed;
  expect(services.saved.map((saved) => saved.name)).toEqual(['one', 'two']);
});

test('the open document is brought up to date where it stands; another comes with a fresh view', () => {
  const { editor, state } = setUp();
  editor.select(['r']);
  const { shown } = state();
  editor.load({ id: 'd0', plan: { ...plan, name: 'newer' }, edited: true });
  expect(state()).toMatchObject({ shown, selection: ['r'], plan: { name: 'newer' }, edited: true });
  editor.load({ id: 'd9', plan: { ...plan, name: 'other' }, edited: true });
  expect(state()).toMatchObject({ shown: shown + 1, selection: [], document: 'd9' });
});

test('a document that changes behind a preview is up to date when the preview is closed', () => {
  const { editor, state } = setUp();
  editor.showPreview({ hopwright: 1, name: 'shared' });
  editor.load({ id: 'd0', plan: { ...plan, name: 'newer' }, edited: true });
  expect(state().plan.name).toBe('shared');
  editor.closePreview();
  expect(state().plan.name).toBe('newer');
});

test('a copy goes on with the same work and its history, under its own id and name', async () => {
  const { editor, services, name, state } = setUp();
  name('mine');
  await editor.flush();
  editor.continueAs('d7', 'mine (recovered copy)');
  await editor.flush();
  expect(services.saved.at(-1)).toMatchObject({ document: 'd7', name: 'mine (recovered copy)' });
  expect(state()).toMatchObject({ document: 'd7', undoLabel: 'Name mine' });
});

test('a design of another tab is never given another’s place: what is opened over it begins a document', async () => {
  const { editor, services, state } = setUp();
  editor.setReadOnly('elsewhere', true);
  editor.open({ hopwright: 1, name: 'new here' });
  expect(state()).toMatchObject({ document: 'd1', readOnly: undefined });
  await editor.flush();
  expect(services.saved).toMatchObject([{ document: 'd1', fresh: false }]);
});
