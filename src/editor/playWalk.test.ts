import { expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { FlowQuestion } from '#core';
import type { Editor, EditorState, Playback } from './editor.ts';
import { playWalk } from './playWalk.ts';

/** Only what playing needs of an editor: the store, and which calls came. */
function fakeEditor() {
  const playback: Playback = {
    question: undefined,
    answer: undefined,
    path: 0,
    cursor: 0,
    playing: false,
    speed: 1,
  };
  const store = createStore<Pick<EditorState, 'playback'>>(() => ({ playback }));
  const put = (part: Partial<Playback>) => store.setState((s) => ({ playback: { ...s.playback, ...part } }));
  const play = vi.fn();
  const show = (question: FlowQuestion | undefined) => put({ question, answer: undefined });
  const editor = { store, show, play } as unknown as Editor;
  return { editor, play, answer: () => put({ answer: { problem: 'none' } }) };
}
const question = { from: 'host:a', to: 'host:b' };

test('a walk begins to play when its answer is there, once', () => {
  const { editor, play, answer } = fakeEditor();
  playWalk(editor, question);
  expect(play).not.toHaveBeenCalled();
  answer();
  answer();
  expect(play).toHaveBeenCalledTimes(1);
});

test('a walk that was overtaken by another question does not play', () => {
  const { editor, play, answer } = fakeEditor();
  playWalk(editor, question);
  editor.show({ from: 'host:c', to: 'host:d' });
  answer();
  expect(play).not.toHaveBeenCalled();
});
