import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { createEditor } from '../createEditor.ts';
import { FakeClock } from '../testing/fakeClock.ts';
import { FakeServices } from '../testing/fakes.ts';
import { run } from './command.ts';
import { toggleLock } from './lock.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'two routers',
  routers: [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ],
};

function told(...selection: string[]): string[] {
  const editor = createEditor(new FakeServices(), new FakeClock(), { id: 'd0', plan, edited: false });
  editor.select(selection);
  return [0, 1].map(() => {
    run(editor, toggleLock);
    return editor.store.getState().announcement;
  });
}

test('locking tells of one thing or of several, as they are', () => {
  expect(told('a')).toEqual(['A locked: the canvas leaves it as it is.', 'A unlocked.']);
  expect(told('a', 'b')).toEqual([
    'A and B locked: the canvas leaves them as they are.',
    'A and B unlocked.',
  ]);
});
