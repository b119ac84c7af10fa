import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Plan } from '#core';
import type { Editor, EditorState } from '#editor';
import { changeChecked } from './changeChecked.ts';

const plan: Plan = { hopwright: 1, name: 'Test', routers: [{ id: 'edge' }] };

function fakeEditor() {
  const store = createStore<Pick<EditorState, 'plan'>>(() => ({ plan }));
  const change = vi.fn();
  const announce = vi.fn();
  return { editor: { store, change, announce } as unknown as Editor, change, announce };
}

test('edits that make a plan are carried out', () => {
  const { editor, change } = fakeEditor();
  const edits = [{ kind: 'set-plan', path: ['name'], value: 'Other' }] as const;
  expect(changeChecked(editor, 'Rename', edits)).toBeUndefined();
  expect(change).toHaveBeenCalledWith('Rename', edits);
});

test('a flow to nobody is refused with the reason, which is also said', () => {
  const { editor, change, announce } = fakeEditor();
  const flow = { id: 'f', from: 'router:edge', to: 'pod:london/cb-0' };
  const problem = changeChecked(editor, 'Save flow f', [{ kind: 'add', collection: 'flows', entity: flow }]);
  expect(problem).toContain('london');
  expect(change).not.toHaveBeenCalled();
  expect(announce).toHaveBeenCalledWith(expect.stringContaining('london'));
});
