import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { type Plan, parsePlanValue } from '#core';
import { fuzz, HOSTILE_TEXTS, spoilt } from '#core/testing';
import { createEditor, type EditorServices } from '#editor';
import { FakeClock } from '#editor/testing';
import { connectDatabase, STORES } from './database.ts';
import { inDatabase } from './inDatabase.ts';
import { StoreProblem } from './storeProblem.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Kept',
  clusters: [{ id: 'a', nodes: { cidrs: ['172.16.0.0/24'], count: 2 }, pods: { cidrs: ['10.0.0.0/16'] } }],
  view: { positions: { a: [10, 20] } },
};

const connect = () =>
  inDatabase(
    connectDatabase(
      { leaving: async () => undefined, lost: () => undefined },
      { after: () => () => undefined },
    ),
    'page',
  );

/** What happens to one row of one store. */
const anyDamage = () =>
  fc.record({
    store: fc.constantFrom(...STORES, 'plans' as const, 'plans' as const),
    kind: fc.constantFrom('gone', 'property gone', 'junk', 'text', 'text'),
    property: fc.constantFrom('text', 'sum', 'head', 'version', 'past', 'future', 'counts', 'turn', 'name'),
    junk: fc.oneof(
      fc.constantFrom<unknown>(null, [], {}, 7, true, '', '{}', '[]', 'null', '{"hopwright":1}'),
      fc.constantFrom<unknown>(...HOSTILE_TEXTS),
    ),
    text: fc.oneof(spoilt(JSON.stringify(plan)), spoilt(JSON.stringify(plan), 'abcx0123')),
  });

const stored = {
  id: 'd',
  base: 0,
  plan,
  history: { past: [{ label: 'Move', patch: '{"keys":[]}' }], future: [] },
  edited: true,
  label: 'Move',
  savedAt: 1,
  fresh: false,
  amend: false,
};

test('one letter of a stored plan that is another one, or a text that was cut, is not taken for the plan', async () => {
  for (const damage of [
    (text: string) => text.replace('clusters', 'x-usters'),
    (text: string) => text.replace('10.0', '10.9'),
    (text: string) => text.slice(0, -1),
  ]) {
    globalThis.indexedDB = new IDBFactory();
    const kept = connect();
    await kept.write(stored);
    const db = await openDB('hopwright');
    const [row] = await db.getAll('plans');
    await db.put('plans', { ...row, text: damage(row.text) });
    db.close();
    await expect(kept.load('d')).rejects.toMatchObject({ name: 'StoreProblem', kind: 'unreadable' });
  }
});

test('a stored document that is damaged opens as it was, or not at all: never as half of it', async () => {
  const services = {
    judge: async () => undefined,
    save: async () => undefined,
    newId: () => 'x',
  } as unknown as EditorServices;
  await fuzz(
    'stored documents',
    anyDamage(),
    async ({ store, kind, property, junk, text }) => {
      globalThis.indexedDB = new IDBFactory();
      const kept = connect();
      await kept.write(stored);
      const db = await openDB('hopwright');
      const [row] = await db.getAll(store);
      const [key] = await db.getAllKeys(store);
      if (row === undefined || key === undefined) throw new Error('nothing was written');
      if (kind === 'gone') await db.delete(store, key);
      else {
        const { [property]: _, ...rest } = row;
        const damaged =
          kind === 'property gone'
            ? rest
            : {
                ...row,
                [kind === 'text' && store === 'plans' ? 'text' : property]: kind === 'text' ? text : junk,
              };
        await db.put(store, damaged).catch(() => undefined);
      }
      db.close();
      for (const ask of [() => kept.load('d'), () => kept.take('d')]) {
        const loaded = await ask().catch((error: unknown) => {
          expect(error).toBeInstanceOf(StoreProblem);
          return undefined;
        });
        if (!loaded) continue;
        // What was stored without a sum by an older version is taken as it is, where it is a plan at all.
        if (property !== 'sum' || kind !== 'property gone') expect(loaded.plan).toEqual(plan);
        expect(parsePlanValue(loaded.plan)).toMatchObject({ ok: true });
        const editor = createEditor(services, new FakeClock(), { ...loaded, id: 'd', edited: true });
        editor.undo();
        expect(parsePlanValue(editor.store.getState().plan)).toMatchObject({ ok: true });
        editor.dispose();
      }
      for (const ask of [kept.list(), kept.revisions('d'), kept.revision('d', 1)])
        await ask.catch((error: unknown) => expect(error).toBeInstanceOf(StoreProblem));
    },
    0.2,
  );
});
