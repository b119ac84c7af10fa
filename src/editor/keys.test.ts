import { expect, test } from 'vitest';
import { matchesKeys, type Pressed } from './keys.ts';

const pressed = (
  key: string,
  code: string,
  ...modifiers: ('ctrl' | 'meta' | 'shift' | 'alt')[]
): Pressed => ({
  key,
  code,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: modifiers.includes('meta'),
  shiftKey: modifiers.includes('shift'),
  altKey: modifiers.includes('alt'),
});

test('all modifiers must be as written, no more and no fewer', () => {
  expect(matchesKeys('Ctrl+Z', pressed('z', 'KeyZ', 'ctrl'))).toBe(true);
  expect(matchesKeys('Ctrl+Z', pressed('z', 'KeyZ', 'meta'))).toBe(true);
  expect(matchesKeys('Ctrl+Z', pressed('Z', 'KeyZ', 'ctrl', 'shift'))).toBe(false);
  expect(matchesKeys('Ctrl+Shift+Z', pressed('Z', 'KeyZ', 'ctrl', 'shift'))).toBe(true);
  expect(matchesKeys('C', pressed('c', 'KeyC'))).toBe(true);
  expect(matchesKeys('C', pressed('c', 'KeyC', 'ctrl'))).toBe(false);
  expect(matchesKeys('Delete', pressed('Delete', 'Delete'))).toBe(true);
});

test('Ctrl with a letter works on a keyboard that writes another alphabet', () => {
  expect(matchesKeys('Ctrl+Z', pressed('я', 'KeyZ', 'ctrl'))).toBe(true);
});

test('a Latin letter counts as what it writes, wherever it lies', () => {
  // AZERTY: W is written where QWERTY has Z.
  expect(matchesKeys('Ctrl+Z', pressed('w', 'KeyZ', 'ctrl'))).toBe(false);
  expect(matchesKeys('Ctrl+Z', pressed('z', 'KeyW', 'ctrl'))).toBe(true);
});
