import { expect, test } from 'vitest';
import { LIMITS, type Plan, parsePlan, planFileText } from '#core';
import { pasteFragment } from './clipboard/paste.ts';
import { type Command, run } from './commands/command.ts';
import { duplicateSelection } from './commands/duplicate.ts';
import { addNote } from './commands/notes.ts';
import { createEditor } from './createEditor.ts';
import { FakeClock } from './testing/fakeClock.ts';
import { FakeServices } from './testing/fakes.ts';

const noted = (count: number): Plan => ({
  hopwright: 1,
  name: 'Full',
  hosts: [{ id: 'h', name: 'Client', addresses: ['10.0.0.7/24'] }],
  view: {
    notes: Array.from({ length: count }, (_, i) => ({ id: `n${i}`, text: 'x', position: [i, 0] as const })),
  },
});

function setUp(plan: Plan) {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan, edited: false });
  return { editor, state: () => editor.store.getState() };
}

/** What a command answers at the limit: nothing is done, and the one sentence that is said is why. */
function refusal(plan: Plan, command: Command, selection: readonly string[] = []): string {
  const { editor, state } = setUp(plan);
  editor.select(selection);
  const before = state();
  const answer = run(editor, command);
  expect(state()).toMatchObject({ plan, undoLabel: undefined, edited: false, selection: before.selection });
  expect(answer).toEqual({ applies: false, reason: state().announcement.replace(/\.$/, '') });
  expect(state().notice).toEqual({ text: state().announcement });
  return state().announcement;
}

test('a command that would make more than a file may hold does nothing, and says what, where and the remedy', () => {
  const told =
    'the plan would have 2001 notes; 2000 are allowed: delete something first, or go on in another plan.';
  expect(refusal(noted(LIMITS.notes), addNote('one more', { x: 0, y: 0 }))).toBe(`Add a note: ${told}`);
  expect(refusal(noted(LIMITS.notes), duplicateSelection, ['n0'])).toContain(told);
});

test('of a paste that is too large nothing is pasted, not even what would fit', () => {
  const fragment: Plan = { ...noted(2), 'x-copied': true };
  expect(refusal(noted(LIMITS.notes - 1), pasteFragment(fragment, { x: 0, y: 0 }))).toContain(
    'would have 2001 notes; 2000 are allowed',
  );
});

test('a change that no command made is refused as well, and the plan still opens from its file', () => {
  const { editor, state } = setUp(noted(1));
  const value = 'x'.repeat(LIMITS.textBytes);
  expect(editor.change('Import', [{ kind: 'set-plan', path: ['x-import'], value }])).toBe(false);
  expect(state().announcement).toMatch(
    /^Import: the plan would have 5\.\d\d MiB of JSON; 5 MiB are allowed: /,
  );
  expect(editor.change('Import', [{ kind: 'set-plan', path: ['x-import'], value: value.slice(1_000) }])).toBe(
    true,
  );
  expect(parsePlan(planFileText(state().plan))).toEqual({ ok: true, plan: state().plan });
});
