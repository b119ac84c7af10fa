import { deleteDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeBrowser, type FakeTab } from './testing/fakeBrowser.ts';

/** Adds a router under its own label and id. */
function add(tab: FakeTab, id: string): void {
  tab.editor.change(`Add ${id}`, [{ kind: 'add', collection: 'routers', entity: { id } }]);
}

const state = (tab: FakeTab) => tab.editor.store.getState();
const routers = (tab: FakeTab): string[] => (state(tab).plan.routers ?? []).map(({ id }) => id);
const recovered = (tab: FakeTab) => tab.documents.state.getState().recovered;

/** A first tab with work on a document, and a duplicate of it. */
async function twoTabs() {
  const browser = new FakeBrowser();
  const first = await browser.open();
  add(first, 'one');
  await browser.letPass(first.editor.flush());
  const second = await browser.open(new Map(first.session));
  return { browser, first, second, id: state(first).document };
}

const stored = async (tab: FakeTab, id: string): Promise<string[] | undefined> =>
  (await tab.store.load(id))?.plan.routers?.map((router) => router.id);

afterEach(() => vi.restoreAllMocks());

test('a reload comes back to the tab’s own document, with its history, also when another is newer', async () => {
  const browser = new FakeBrowser();
  const first = await browser.open();
  add(first, 'one');
  await browser.letPass(first.editor.flush());
  const other = await browser.open();
  add(other, 'two');
  await browser.letPass(other.editor.flush());
  first.crash();
  const again = await browser.open(first.session);
  expect(routers(again)).toEqual(['one']);
  expect(state(again)).toMatchObject({ undoLabel: 'Add one', readOnly: undefined, edited: true });
});

test('a new tab continues the newest document when no tab has it open, and begins one when all are', async () => {
  const { browser, first, second, id } = await twoTabs();
  const third = await browser.open();
  expect(state(third).document).not.toBe(id);
  expect(state(third).plan.routers).toBeUndefined();
  first.crash();
  second.crash();
  expect(state(await browser.open()).document).toBe(id);
});

test('a duplicate of a tab shows its document read-only, and what the first goes on to do', async () => {
  const { browser, first, second } = await twoTabs();
  expect(state(second)).toMatchObject({ readOnly: 'elsewhere', undoLabel: 'Add one' });
  add(second, 'refused');
  expect(routers(second)).toEqual(['one']);
  second.editor.select(['one']);
  add(first, 'two');
  await browser.pass(400);
  expect(routers(second)).toEqual(['one', 'two']);
  expect(state(second)).toMatchObject({ readOnly: 'elsewhere', selection: ['one'] });
});

test('after a take-over the first tab is read-only at once, and what it had not stored is stored first', async () => {
  const { browser, first, second } = await twoTabs();
  add(first, 'two');
  const { time } = browser;
  await browser.letPass(second.documents.takeOver());
  // Sooner than autosave would have written: the first was asked, and answered.
  expect(browser.time - time).toBeLessThan(300);
  expect(state(first).readOnly).toBe('elsewhere');
  expect(routers(second)).toEqual(['one', 'two']);
  expect(state(second)).toMatchObject({ readOnly: undefined, undoLabel: 'Add two' });
  add(second, 'three');
  await browser.pass(400);
  expect(routers(first)).toEqual(['one', 'two', 'three']);
  await browser.letPass(first.documents.takeOver());
  expect(state(second).readOnly).toBe('elsewhere');
  expect(state(first)).toMatchObject({ readOnly: undefined, undoLabel: 'Add three' });
  expect(recovered(first) ?? recovered(second)).toBeUndefined();
});

test('a tab that sleeps through a take-over cannot write any more: what it had not stored becomes a recovered copy', async () => {
  const { browser, first, second, id } = await twoTabs();
  add(first, 'asleep');
  first.sleep();
  await browser.letPass(second.documents.takeOver());
  expect(state(second).readOnly).toBeUndefined();
  add(second, 'two');
  await browser.pass(400);
  first.wake();
  await browser.pass(1000);
  expect(await stored(second, id)).toEqual(['one', 'two']);
  expect(state(first)).toMatchObject({ readOnly: 'elsewhere', document: id });
  expect(routers(first)).toEqual(['one', 'two']);
  expect(recovered(first)).toMatchObject({ name: 'Untitled design (recovered copy)', here: false });
  expect(await stored(first, recovered(first)?.id ?? '')).toEqual(['one', 'asleep']);
});

test('the same holds when the second tab has not written anything yet', async () => {
  const { browser, first, second, id } = await twoTabs();
  add(first, 'asleep');
  first.sleep();
  await browser.letPass(second.documents.takeOver());
  first.wake();
  await browser.pass(1000);
  expect(await stored(second, id)).toEqual(['one']);
  expect(await stored(first, recovered(first)?.id ?? '')).toEqual(['one', 'asleep']);
});

test('a tab that nobody told of the other goes on as a recovered copy, with its undo; the other stays as it is', async () => {
  const { browser, first, second, id } = await twoTabs();
  // Claims can fail (a browser without locks, a tab that did not answer): then only the store is in the way.
  for (const release of [...first.claims.values()]) release();
  second.sleep();
  second.wake();
  await browser.pass(10_000);
  expect(state(second).readOnly).toBeUndefined();
  add(second, 'theirs');
  add(first, 'mine');
  await browser.pass(400);
  const copy = state(first);
  expect(copy).toMatchObject({ readOnly: undefined, plan: { name: 'Untitled design (recovered copy)' } });
  expect(copy.document).not.toBe(id);
  expect(recovered(first)).toMatchObject({ id: copy.document, here: true });
  add(first, 'more');
  await browser.pass(400);
  expect(await stored(first, copy.document)).toEqual(['one', 'mine', 'more']);
  expect(await stored(first, id)).toEqual(['one', 'theirs']);
  first.editor.undo();
  first.editor.undo();
  expect(routers(first)).toEqual(['one']);
});

test('a reload of the writer’s tab, however long it takes up to three seconds, is no reason to hand its design over', async () => {
  for (let wait = 0; wait < 2000; wait += 250) {
    const { browser, first, second } = await twoTabs();
    await browser.pass(wait);
    first.crash();
    await browser.pass(3000);
    const again = await browser.open(first.session);
    await browser.pass(20_000);
    expect(state(again).readOnly, `${wait}`).toBeUndefined();
    expect(state(second).readOnly, `${wait}`).toBe('elsewhere');
  }
});

test('a page that loads again waits a moment for the one that is going to let go of its design', async () => {
  const { browser, first, second } = await twoTabs();
  second.crash();
  const opening = browser.open(first.session);
  await browser.pass(300);
  first.crash();
  expect(state(await opening).readOnly).toBeUndefined();
});

test('when the writer’s tab is closed, whoever looks on may write after a while', async () => {
  const { browser, first, second } = await twoTabs();
  first.crash();
  await browser.pass(10_000);
  expect(state(second).readOnly).toBeUndefined();
  add(second, 'two');
  await browser.pass(400);
  expect(recovered(second)).toBeUndefined();
});

test('choosing another design stores this one, and gives it free for other tabs', async () => {
  const { browser, first, second, id } = await twoTabs();
  second.crash();
  add(first, 'last');
  first.editor.open({ hopwright: 1, name: 'next' }, { keep: true });
  await browser.pass(1000);
  const other = await browser.open(new Map([['id', id]]));
  expect(state(other).readOnly).toBeUndefined();
  expect(routers(other)).toEqual(['one', 'last']);
  const next = state(first).document;
  await browser.letPass(first.documents.open(id));
  expect(state(first)).toMatchObject({ document: id, readOnly: 'elsewhere' });
  await browser.letPass(first.documents.open(next));
  expect(state(first)).toMatchObject({ document: next, readOnly: undefined, plan: { name: 'next' } });
});

test('what cannot be stored stays in the tab: it can be left, listed, opened again, and is stored when there is room', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  const id = state(tab).document;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  add(tab, 'one');
  await browser.pass(400);
  expect(state(tab).save).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/no room left/) });
  tab.editor.open({ hopwright: 1, name: 'next' }, { keep: true });
  await browser.pass(400);
  expect([...tab.documents.unsaved.keys()]).toContain(id);
  await browser.letPass(tab.documents.open(id));
  expect(routers(tab)).toEqual(['one']);
  add(tab, 'two');
  vi.restoreAllMocks();
  await browser.pass(60_000);
  expect(state(tab).save).toEqual({ kind: 'saved' });
  expect(await stored(tab, id)).toEqual(['one', 'two']);
  expect((await tab.store.list()).map(({ name }) => name).sort()).toEqual(['Untitled design', 'next']);
});

test('whoever comes back to a design while it is being stored finds its last state, not the one that is on its way', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  const id = state(tab).document;
  add(tab, 'one');
  void tab.editor.flush();
  add(tab, 'two');
  tab.editor.open({ hopwright: 1, name: 'next' }, { keep: true });
  const opening = tab.documents.open(id);
  expect(routers(tab)).toEqual(['one', 'two']);
  await browser.letPass(opening);
  await browser.pass(1_000);
  expect(await stored(tab, id)).toEqual(['one', 'two']);
});

test('work that cannot be stored is not taken away by a take-over: it goes on in its tab', async () => {
  const { browser, first, second, id } = await twoTabs();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  add(first, 'stuck');
  await browser.pass(400);
  await browser.letPass(second.documents.takeOver());
  // Who asks before the page is left must find it at every moment.
  expect(first.documents.unsaved.has(state(first).document)).toBe(true);
  await browser.pass(1000);
  expect(routers(first)).toEqual(['one', 'stuck']);
  expect(state(first)).toMatchObject({
    readOnly: undefined,
    plan: { name: 'Untitled design (recovered copy)' },
  });
  vi.restoreAllMocks();
  await browser.pass(60_000);
  expect(await stored(first, state(first).document)).toEqual(['one', 'stuck']);
  expect(await stored(first, id)).toEqual(['one']);
  expect(await first.store.list()).toHaveLength(2);
});

test('what was left behind unstored when another tab took over is stored as a copy, not over what that tab has', async () => {
  const { browser, first, second, id } = await twoTabs();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  add(first, 'left');
  first.editor.open({ hopwright: 1, name: 'next' }, { keep: true });
  await browser.pass(400);
  await browser.letPass(second.documents.takeOver());
  vi.restoreAllMocks();
  await browser.pass(60_000);
  expect(await stored(second, id)).toEqual(['one']);
  expect(await stored(first, recovered(first)?.id ?? '')).toEqual(['one', 'left']);
});

test('an example that could not be stored never takes the place of what another tab made of the design since', async () => {
  const browser = new FakeBrowser();
  const first = await browser.open();
  const id = state(first).document;
  first.editor.open({ hopwright: 1, name: 'example' });
  await browser.pass(400);
  const second = await browser.open(new Map(first.session));
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  first.editor.open({ hopwright: 1, name: 'other example' });
  await browser.pass(30_000);
  await browser.letPass(second.documents.takeOver());
  full.mockRestore();
  add(second, 'work');
  await browser.pass(400);
  await browser.letPass(first.documents.takeOver());
  await browser.pass(60_000);
  expect(await stored(first, id)).toEqual(['work']);
  expect(routers(first)).toEqual(['work']);
});

test('a database that is deleted under the page takes nothing: the next write brings the document back', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  add(tab, 'one');
  await browser.letPass(tab.editor.flush());
  await browser.letPass(deleteDB('hopwright'));
  add(tab, 'two');
  await browser.pass(1000);
  expect(state(tab).save).toEqual({ kind: 'saved' });
  expect(await stored(tab, state(tab).document)).toEqual(['one', 'two']);
});

test('it is brought back also when nothing is changed, once the page looks', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  add(tab, 'one');
  await browser.letPass(tab.editor.flush());
  await browser.letPass(deleteDB('hopwright'));
  await browser.letPass(tab.documents.check());
  await browser.pass(400);
  expect(await stored(tab, state(tab).document)).toEqual(['one']);
});

test('a tab that learns of a take-over by nothing else learns of it when it is shown again', async () => {
  const { browser, first, second } = await twoTabs();
  for (const release of [...first.claims.values()]) release();
  await browser.pass(10_000);
  expect(state(second).readOnly).toBeUndefined();
  await browser.letPass(first.documents.check());
  expect(state(first).readOnly).toBe('elsewhere');
  add(second, 'two');
  await browser.pass(400);
  expect(routers(first)).toEqual(['one', 'two']);
});

test('a tab that looks at its own writes finds nobody else in them', async () => {
  const { browser, first } = await twoTabs();
  add(first, 'two');
  const flushed = first.editor.flush();
  await browser.letPass(Promise.all([first.documents.check(), flushed, first.documents.check()]));
  expect(state(first).readOnly).toBeUndefined();
});

test('choosing the design that a shared one is shown in front of comes back to it', async () => {
  const { browser, first, id } = await twoTabs();
  first.editor.showPreview({ hopwright: 1, name: 'shared' });
  await browser.letPass(first.documents.open(id));
  expect(state(first)).toMatchObject({ readOnly: undefined, plan: { name: 'Untitled design' } });
});

test('a store that is refused at the start is told at once, and work is stored when it opens', async () => {
  const browser = new FakeBrowser();
  const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const tab = await browser.open(new Map([['id', 'mine']]));
  expect(state(tab).save).toMatchObject({ kind: 'failed' });
  // The tab's own document may be found again by the next load.
  expect(tab.session.get('id')).toBe('mine');
  add(tab, 'one');
  await browser.pass(1000);
  refused.mockRestore();
  await browser.pass(60_000);
  expect(await stored(tab, state(tab).document)).toEqual(['one']);
});

test('the browser is asked to keep what it stores after the first edit, once, and not for a look at an example', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  tab.editor.open({ hopwright: 1, name: 'example' });
  await browser.pass(400);
  expect(browser.persistAsked).toBe(0);
  for (const id of ['one', 'two']) {
    add(tab, id);
    await browser.pass(400);
  }
  expect(browser.persistAsked).toBe(1);
});

test('an example that was only looked at is nobody’s work: losing its place leaves no copy behind', async () => {
  const browser = new FakeBrowser();
  const first = await browser.open();
  first.editor.open({ hopwright: 1, name: 'example' });
  await browser.pass(400);
  const second = await browser.open(new Map(first.session));
  first.editor.open({ hopwright: 1, name: 'other example' });
  first.sleep();
  await browser.letPass(second.documents.takeOver());
  add(second, 'one');
  await browser.pass(400);
  first.wake();
  await browser.pass(2000);
  expect(recovered(first)).toBeUndefined();
  expect(state(first)).toMatchObject({ readOnly: 'elsewhere', plan: { name: 'example' } });
  expect(await first.store.list()).toHaveLength(1);
});
