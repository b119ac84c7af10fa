import { expect, test } from 'vitest';
import { createPreferences, ranCommand } from './preferences.ts';

function storageOf(text: string | null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

test('single-key shortcuts stay off over a reload', () => {
  const storage = storageOf(null);
  const first = createPreferences(storage);
  expect(first.getState().singleKeys).toBe(true);
  first.setState({ singleKeys: false });
  expect(createPreferences(storage).getState().singleKeys).toBe(false);
});

test('the focus mode ends with the page', () => {
  const storage = storageOf(null);
  createPreferences(storage).setState({ focusMode: true });
  expect(createPreferences(storage).getState().focusMode).toBe(false);
});

test('the last five commands are remembered, each once, the last one first', () => {
  const store = createPreferences(storageOf(null));
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'c']) ranCommand(store, id);
  expect(store.getState().recent).toEqual(['c', 'f', 'e', 'd', 'b']);
});

test('hidden layers stay hidden over a reload; what is no layer is left out', () => {
  const storage = storageOf(null);
  const first = createPreferences(storage);
  expect(first.getState().layers).toEqual(['underlay', 'overlay', 'bgp', 'vip']);
  first.setState({ layers: ['underlay', 'ghost'] });
  expect(createPreferences(storage).getState().layers).toEqual(['underlay', 'ghost']);
  expect(createPreferences(storageOf('{"layers":["vip","nonsense",3]}')).getState().layers).toEqual(['vip']);
});

test('what is no preference in the store is left out, and no store is no failure', () => {
  for (const text of ['', 'nonsense', '[]', '{"singleKeys":"no","recent":[1,"a"]}'])
    expect(createPreferences(storageOf(text)).getState().singleKeys).toBe(true);
  expect(createPreferences(storageOf('{"recent":[1,"a"]}')).getState().recent).toEqual(['a']);
  expect(createPreferences(undefined).getState().recent).toEqual([]);
});
