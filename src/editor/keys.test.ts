import { expect, test } from 'vitest';
import { isCharacter, matchesKeys, type Pressed } from './keys.ts';

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

test('single letters and letters with Alt work on a keyboard that writes another alphabet, too', () => {
  expect(matchesKeys('C', pressed('с', 'KeyC'))).toBe(true);
  // Alt+S on a Mac.
  expect(matchesKeys('Alt+S', pressed('ß', 'KeyS', 'alt'))).toBe(true);
  expect(matchesKeys('Alt+S', pressed('Dead', 'KeyS', 'alt'))).toBe(true);
});

test('digits with Shift work whatever stands over them', () => {
  expect(matchesKeys('Shift+1', pressed('!', 'Digit1', 'shift'))).toBe(true);
  expect(matchesKeys('Shift+2', pressed('"', 'Digit2', 'shift'))).toBe(true);
  // AZERTY writes digits with Shift.
  expect(matchesKeys('1', pressed('&', 'Digit1'))).toBe(true);
  expect(matchesKeys('Shift+1', pressed('1', 'Digit1', 'shift'))).toBe(true);
  expect(matchesKeys('1', pressed('!', 'Digit1', 'shift'))).toBe(false);
});

test('signs count as written, with Shift where the keyboard needs it', () => {
  expect(matchesKeys('?', pressed('?', 'Slash', 'shift'))).toBe(true);
  expect(matchesKeys('?', pressed('?', 'Minus', 'shift'))).toBe(true);
  expect(matchesKeys("Ctrl+'", pressed("'", 'Backslash', 'ctrl', 'shift'))).toBe(true);
  expect(matchesKeys('.', pressed('.', 'Period'))).toBe(true);
  expect(matchesKeys('Shift+0', pressed('=', 'Digit0', 'shift'))).toBe(true);
});

test('what writes a character is told from what does not', () => {
  expect(['C', 'Shift+1', '?', '.'].every(isCharacter)).toBe(true);
  expect(['Ctrl+C', 'Alt+S', 'Delete', 'F2', 'Shift+F6'].some(isCharacter)).toBe(false);
});
