import { expect, test } from 'vitest';
import { beginTab, EMPTY_PLAN, exampleIn } from './beginning.ts';
import { inMemory } from './docStore.ts';
import type { TabWorld } from './tabDocument.ts';

const plan = { hopwright: 1 as const, name: 'mine' };

function setUp() {
  const store = inMemory(undefined);
  const values = new Map<string, string>();
  let next = 1;
  const tab: TabWorld = {
    session: {
      getItem: (key) => values.get(key) ?? null,
      setItem: (key, value) => void values.set(key, value),
    },
    claim: async () => true,
    newId: () => `doc${next++}`,
  };
  return { store, tab };
}

test('a first visit begins with an empty design', async () => {
  const { store, tab } = setUp();
  expect(await beginTab(store, tab, '')).toEqual({ id: 'doc1', plan: EMPTY_PLAN, edited: false });
});

test('a reload comes back to the document, with its story of whether somebody changed it', async () => {
  const { store, tab } = setUp();
  const { id } = await beginTab(store, tab, '');
  await store.save({ id, name: 'mine', plan, edited: true, savedAt: 1 });
  expect(await beginTab(store, tab, '')).toEqual({ id, plan, edited: true });
});

test('an example asked for by the address never takes the place of work, only of what nobody changed', async () => {
  const { store, tab } = setUp();
  const { id } = await beginTab(store, tab, '');
  await store.save({ id, name: 'mine', plan, edited: false, savedAt: 1 });
  expect((await beginTab(store, tab, '?example=black-hole')).id).toBe(id);
  await store.save({ id, name: 'mine', plan, edited: true, savedAt: 2 });
  expect((await beginTab(store, tab, '?example=black-hole')).id).not.toBe(id);
  expect(await store.load(id)).toMatchObject({ plan });
});

test('an example that does not exist is no example', () => {
  expect(exampleIn('?example=black-hole')?.plan.name).toMatch(/black hole/);
  expect(exampleIn('?example=nothing')).toBeUndefined();
  expect(exampleIn('')).toBeUndefined();
});
