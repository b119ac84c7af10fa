import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { run } from './commands/command.ts';
import { readOnlyView } from './commands/readOnlyView.ts';
import { COMMANDS } from './commands/registry.ts';
import { createEditor } from './createEditor.ts';
import { FakeClock } from './testing/fakeClock.ts';
import { FakeServices } from './testing/fakes.ts';

const plan: Plan = { hopwright: 1, name: 'test', routers: [{ id: 'r' }, { id: 's' }] };

function setUp() {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan, edited: false });
  editor.change('Name it', [{ kind: 'set-plan', path: ['name'], value: 'mine' }]);
  editor.select(['r']);
  return { editor, state: () => editor.store.getState() };
}

test('whatever holds changes back, no command and no method changes the plan, and each says why', () => {
  for (const hold of ['view', 'elsewhere', 'embed'] as const) {
    const { editor, state } = setUp();
    const before = state().plan;
    editor.setReadOnly(hold, true);
    for (const { command } of COMMANDS) if (command !== readOnlyView) run(editor, command, 'quietly');
    expect(state().plan, hold).toBe(before);
    editor.setReadOnly(hold, true);
    editor.undo();
    editor.change('Other', [{ kind: 'set-plan', path: ['name'], value: 'other' }]);
    expect(state().plan, hold).toBe(before);
    expect(state().notice?.text).toMatch(/: .+ to change it/);
    editor.setReadOnly(hold, false);
    editor.undo();
    expect(state().plan).toBe(plan);
  }
});

test('a preview is told before what holds the document back, and leaves that as it was', () => {
  const { editor, state } = setUp();
  editor.setReadOnly('elsewhere', true);
  editor.showPreview({ ...plan, name: 'shared' });
  expect(state().readOnly).toBe('preview');
  editor.closePreview();
  expect(state().readOnly).toBe('elsewhere');
});

test('the read-only view is switched on and off, but opens no design that another tab has', () => {
  const { editor, state } = setUp();
  run(editor, readOnlyView);
  expect(state().readOnly).toBe('view');
  run(editor, readOnlyView);
  expect(state().readOnly).toBeUndefined();
  editor.setReadOnly('elsewhere', true);
  expect(run(editor, readOnlyView)).toMatchObject({ applies: false });
  expect(state().readOnly).toBe('elsewhere');
});
