import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '#core';
import { connectDatabase, type DatabaseEvents } from './database.ts';
import type { DocStore, Write } from './docStore.ts';
import { inDatabase } from './inDatabase.ts';

const plan = (name: string): Plan => ({ hopwright: 1, name, routers: [{ id: 'r' }] });
const history = { past: [], future: [] };

const timer = (speed: number) => ({
  after(milliseconds: number, run: () => void) {
    const id = setTimeout(run, milliseconds / speed);
    return () => clearTimeout(id);
  },
});

function connect(events: Partial<DatabaseEvents> = {}, speed = 1): DocStore {
  return inDatabase(
    connectDatabase({ leaving: async () => undefined, lost: () => undefined, ...events }, timer(speed)),
    'page',
  );
}

const write = (over: Partial<Write> = {}): Write => ({
  id: 'a',
  base: 0,
  plan: plan('one'),
  history,
  edited: true,
  label: 'Move London',
  savedAt: 1,
  fresh: false,
  amend: false,
  ...over,
});

beforeEach(() => {
  vi.restoreAllMocks();
  globalThis.indexedDB = new IDBFactory();
});

test('what was written comes back: plan, history and what the list shows', async () => {
  const store = connect();
  const steps = { past: [{ label: 'Move London', patch: '{"keys":[]}' }], future: [] };
  expect(await store.write(write({ history: steps }))).toEqual({ ok: true, version: 1 });
  expect(await connect().load('a')).toMatchObject({
    info: { id: 'a', name: 'one', edited: true, counts: { clusters: 0, routers: 1, links: 0, hosts: 0 } },
    plan: plan('one'),
    history: steps,
  });
  expect(await store.load('b')).toBeUndefined();
});

test('a write that does not know the version in the store loses, and changes nothing', async () => {
  const [store, other] = [connect(), connect()];
  await store.write(write());
  await other.write(write({ base: 1, plan: plan('two') }));
  expect(await store.write(write({ base: 1, plan: plan('three') }))).toEqual({ ok: false });
  expect(await store.write(write({ base: 0, plan: plan('four') }))).toEqual({ ok: false });
  expect((await store.load('a'))?.plan.name).toBe('two');
  expect(await store.revisions('a')).toHaveLength(2);
});

test('of two writes at the same time on the same version, exactly one is taken', async () => {
  const [store, other] = [connect(), connect()];
  await store.write(write());
  const outcomes = await Promise.all(
    [store, other, store, other].map((one, i) => one.write(write({ base: 1, plan: plan(`${i}`) }))),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a take-over makes every write lose that stands on what was before it', async () => {
  const store = connect();
  await store.write(write());
  expect((await connect().take('a'))?.info.version).toBe(2);
  expect(await store.write(write({ base: 1, plan: plan('late') }))).toEqual({ ok: false });
  expect(await store.write(write({ base: 2, plan: plan('taken over') }))).toEqual({ ok: true, version: 3 });
});

test('each write is a version with its time, what was done, and counts; twenty are kept, and each can be had', async () => {
  const store = connect();
  for (let i = 0; i < 30; i++)
    await store.write(write({ base: i, plan: plan(`${i}`), label: `Step ${i}`, savedAt: i * 1000 }));
  const revisions = await store.revisions('a');
  expect(revisions).toHaveLength(20);
  expect(revisions[0]).toMatchObject({ label: 'Step 29', savedAt: 29_000, counts: { routers: 1 } });
  for (const { number, label } of revisions)
    expect(`Step ${(await store.revision('a', number))?.name}`).toBe(label);
  const gone = revisions.find(({ number }, i) => number !== 30 - i);
  expect(await store.revision('a', (gone?.number ?? 0) + 1)).toBeUndefined();
});

test('states of one step share one version; what nobody changed leaves none', async () => {
  const store = connect();
  await store.write(write({ label: undefined, edited: false }));
  await store.write(write({ base: 1, plan: plan('a'), label: 'Type' }));
  await store.write(write({ base: 2, plan: plan('ab'), label: 'Type', amend: true }));
  expect((await store.revisions('a')).map(({ label }) => label)).toEqual(['Type', undefined]);
  await store.write(write({ base: 3, plan: plan('example'), label: undefined, fresh: true }));
  expect((await store.revisions('a')).map(({ label }) => label)).toEqual([undefined]);
  expect((await store.load('a'))?.plan.name).toBe('example');
});

test('the newest comes first in the list, also when the clock was set back', async () => {
  const store = connect();
  await store.write(write({ id: 'future', savedAt: 4e12 }));
  await store.write(write({ id: 'now', savedAt: 1e12 }));
  expect((await store.list()).map(({ id }) => id)).toEqual(['now', 'future']);
});

test('when there is no room left nothing is written, the sentence says so, and the old version stays whole', async () => {
  const store = connect();
  await store.write(write());
  const put = IDBObjectStore.prototype.put;
  // The pointer is written last: whatever comes before it must be undone with it.
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (this.name === 'documents') throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, value, key);
  });
  await expect(store.write(write({ base: 1, plan: plan('two') }))).rejects.toThrow(/no room left/);
  vi.restoreAllMocks();
  expect((await store.load('a'))?.plan.name).toBe('one');
  expect(await store.revisions('a')).toHaveLength(1);
  expect(await store.write(write({ base: 1, plan: plan('two') }))).toMatchObject({ ok: true });
});

test('a browser that refuses the database is told in a sentence, and asked anew the next time', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const store = connect();
  await expect(store.list()).rejects.toThrow(/keeps no data/);
  vi.restoreAllMocks();
  expect(await store.list()).toEqual([]);
});

test('a database that is deleted under the page is made anew, after a last chance to write', async () => {
  const events = { leaving: vi.fn(async () => undefined), lost: vi.fn() };
  const store = connect(events);
  await store.write(write());
  await deleteDB('hopwright');
  expect(events.leaving).toHaveBeenCalledOnce();
  expect(events.lost).toHaveBeenCalledOnce();
  expect(await store.load('a')).toBeUndefined();
  // The page still has the document: nothing is overwritten by storing it again.
  expect(await store.write(write({ base: 1, plan: plan('again') }))).toEqual({ ok: true, version: 2 });
});

test('a connection that the browser closed is opened again, and nobody notices', async () => {
  const store = connect();
  await store.write(write());
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('the connection is closing', 'InvalidStateError');
  });
  expect(await store.write(write({ base: 1, plan: plan('two') }))).toEqual({ ok: true, version: 2 });
});

test('a newer Hopwright in another tab may upgrade the database; this page says that it must be loaded again', async () => {
  const store = connect();
  await store.write(write());
  const newer = await openDB('hopwright', 3);
  await expect(store.write(write({ base: 1 }))).rejects.toThrow(/newer Hopwright/);
  newer.close();
});

/** The database as the first release of Hopwright made it. */
const openVersion1 = () =>
  openDB('hopwright', 1, {
    upgrade(db) {
      db.createObjectStore('documents', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });

test('an older Hopwright that holds the database is named as what must be closed, and then work is stored', async () => {
  const older = await openVersion1();
  // Three seconds of waiting are too long for a test.
  const store = connect({}, 20);
  await expect(store.list()).rejects.toThrow(/older Hopwright/);
  older.close();
  await vi.waitFor(async () => expect(await store.list()).toEqual([]), 4_000);
});

test('documents of version 1 are all brought over, the newest first', async () => {
  const old = await openVersion1();
  await old.put('documents', { id: 'x', name: 'newer', plan: plan('newer'), edited: true, savedAt: 20 });
  await old.put('documents', { id: 'y', name: 'older', plan: plan('older'), edited: false, savedAt: 10 });
  old.close();
  const store = connect();
  expect(await store.list()).toMatchObject([
    { id: 'x', name: 'newer', edited: true, savedAt: 20, counts: { routers: 1 } },
    { id: 'y', name: 'older', edited: false, savedAt: 10 },
  ]);
  expect((await store.load('x'))?.plan).toEqual(plan('newer'));
  expect(await store.revisions('x')).toMatchObject([{ label: undefined, savedAt: 20 }]);
  expect(await store.write(write({ id: 'x', base: 1, plan: plan('changed') }))).toMatchObject({ ok: true });
});

test('what was removed can be put back whole, but never over something else', async () => {
  const store = connect();
  await store.write(write());
  await store.write(write({ base: 1, plan: plan('two') }));
  const before = [await store.load('a'), await store.revisions('a')];
  const removed = await store.remove('a');
  expect(await store.list()).toEqual([]);
  expect(await store.revision('a', 1)).toBeUndefined();
  if (!removed) throw new Error('nothing was removed');
  await store.putBack(removed);
  expect([await store.load('a'), await store.revisions('a')]).toEqual(before);
  await store.write(write({ base: 2, plan: plan('three') }));
  await store.putBack(removed);
  expect((await store.load('a'))?.plan.name).toBe('three');
});
