import { expect, test } from 'vitest';
import { inMemory } from './docStore.ts';
import { chooseDocument, startDocument, type TabWorld } from './tabDocument.ts';

const plan = { hopwright: 1 as const, name: 'x' };

/** Tabs of one browser: they share locks, each has its own session. */
function browser() {
  const locks = new Set<string>();
  let next = 1;
  const tab = (): TabWorld & { close(): void; reload(): void } => {
    const values = new Map<string, string>();
    const held = new Set<string>();
    const release = (): void => {
      for (const name of held) locks.delete(name);
      held.clear();
    };
    return {
      session: {
        getItem: (key) => values.get(key) ?? null,
        setItem: (key, value) => void values.set(key, value),
      },
      claim: async (name) => {
        if (locks.has(name)) return false;
        locks.add(name);
        held.add(name);
        return true;
      },
      newId: () => `doc${next++}`,
      close: release,
      reload: release,
    };
  };
  return { tab };
}

test('a reload comes back to the tab’s own document, also when another is newer', async () => {
  const store = inMemory(undefined);
  const { tab } = browser();
  const a = tab();
  const first = await chooseDocument(store, a);
  await store.save({ id: first.id, name: 'mine', plan, edited: true, savedAt: 1 });
  await store.save({ id: 'other', name: 'other', plan, edited: true, savedAt: 2 });
  a.reload();
  expect(await chooseDocument(store, a)).toMatchObject({ id: first.id, stored: { name: 'mine' } });
});

test('a second tab never gets the document that the first has open', async () => {
  const store = inMemory(undefined);
  const { tab } = browser();
  const first = await chooseDocument(store, tab());
  await store.save({ id: first.id, name: 'mine', plan, edited: true, savedAt: 1 });
  const second = await chooseDocument(store, tab());
  expect(second.id).not.toBe(first.id);
  expect(second.stored).toBeUndefined();
});

test('a new tab continues the newest document when nobody has it open', async () => {
  const store = inMemory(undefined);
  const { tab } = browser();
  const a = tab();
  const first = await chooseDocument(store, a);
  await store.save({ id: first.id, name: 'mine', plan, edited: true, savedAt: 1 });
  a.close();
  expect(await chooseDocument(store, tab())).toMatchObject({ id: first.id, stored: { name: 'mine' } });
});

test('a duplicated tab carries the session of the first, and goes on with a copy of its own', async () => {
  const store = inMemory(undefined);
  const { tab } = browser();
  const a = tab();
  const first = await chooseDocument(store, a);
  await store.save({ id: first.id, name: 'mine', plan, edited: true, savedAt: 1 });
  const copy = await chooseDocument(store, { ...tab(), session: a.session });
  expect(copy.id).not.toBe(first.id);
  expect(copy.stored).toMatchObject({ id: copy.id, plan });
  expect(await store.load(first.id)).toMatchObject({ id: first.id });
});

test('starting anew leaves the old document in the store', async () => {
  const store = inMemory(undefined);
  const { tab } = browser();
  const a = tab();
  const first = await chooseDocument(store, a);
  await store.save({ id: first.id, name: 'mine', plan, edited: true, savedAt: 1 });
  expect(startDocument(a)).not.toBe(first.id);
  expect(await store.load(first.id)).toBeDefined();
});
