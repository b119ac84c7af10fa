import { expect, test } from 'vitest';
import { isCharacter, type Pressed } from '../keys.ts';
import { MENU_TITLES, MENUS } from './menus.ts';
import { COMMANDS, commandById, commandFor } from './registry.ts';

const press = (key: string, code = '', ...modifiers: ('ctrl' | 'shift' | 'alt')[]): Pressed => ({
  key,
  code,
  ctrlKey: modifiers.includes('ctrl'),
  metaKey: false,
  shiftKey: modifiers.includes('shift'),
  altKey: modifiers.includes('alt'),
});

test('no two commands have one id or one title', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length);
});

test('no two commands have one key', () => {
  const keys = COMMANDS.flatMap((entry) => [...entry.keys, ...entry.also]);
  expect(keys.filter((one, i) => keys.indexOf(one) !== i)).toEqual([]);
});

test('no key of the browser is taken that people cannot do without', () => {
  for (const letter of 'NTWRLH')
    for (const place of ['canvas', 'outline', 'page', 'field'] as const)
      expect(commandFor(place, press(letter.toLowerCase(), `Key${letter}`, 'ctrl'))).toBeUndefined();
});

test('keys that write a character act only on the canvas and in the outline', () => {
  // `?` asks for help wherever nobody types.
  for (const entry of COMMANDS)
    if (entry.keys.some(isCharacter) && entry.id !== 'help')
      expect(['drawing', 'canvas'], entry.id).toContain(entry.scope);
  expect(commandFor('canvas', press('c', 'KeyC'))?.id).toBe('add-cluster');
  expect(commandFor('outline', press('c', 'KeyC'))?.id).toBe('add-cluster');
  expect(commandFor('page', press('c', 'KeyC'))).toBeUndefined();
  expect(commandFor('field', press('c', 'KeyC'))).toBeUndefined();
  expect(commandFor('field', press('?', 'Slash', 'shift'))).toBeUndefined();
});

test('keys that write a character can be turned off, and all others still act', () => {
  expect(commandFor('canvas', press('c', 'KeyC'), false)).toBeUndefined();
  expect(commandFor('page', press('?', 'Slash', 'shift'), false)).toBeUndefined();
  expect(commandFor('canvas', press('Delete', 'Delete'), false)?.id).toBe('delete');
  expect(commandFor('canvas', press('0', 'Digit0', 'ctrl'), false)?.id).toBe('full-size');
});

test('arrows move cards on the picture; in the outline they are for the rows', () => {
  expect(commandFor('canvas', press('ArrowLeft', 'ArrowLeft'))?.id).toBe('nudge-left');
  expect(commandFor('outline', press('ArrowLeft', 'ArrowLeft'))).toBeUndefined();
  expect(commandFor('outline', press('ArrowLeft', 'ArrowLeft', 'alt'))?.id).toBe('follow-left');
});

test('copy, cut and paste are left to the browser, which tells of them', () => {
  expect(commandFor('canvas', press('c', 'KeyC', 'ctrl'))).toBeUndefined();
  expect(commandFor('field', press('v', 'KeyV', 'ctrl'))).toBeUndefined();
});

test('every entry of a context menu is a command, and in no menu twice', () => {
  for (const groups of Object.values(MENUS)) {
    const ids = groups.flat();
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) commandById(id);
  }
  for (const id of Object.keys(MENU_TITLES)) commandById(id);
});
