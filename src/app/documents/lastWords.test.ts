import { afterEach, expect, test, vi } from 'vitest';
import { FakeBrowser, type FakeTab } from './testing/fakeBrowser.ts';

function add(tab: FakeTab, id: string): void {
  tab.editor.change(`Add ${id}`, [{ kind: 'add', collection: 'routers', entity: { id } }]);
}

const state = (tab: FakeTab) => tab.editor.store.getState();
const routers = (tab: FakeTab): string[] => (state(tab).plan.routers ?? []).map(({ id }) => id);
const recovered = (tab: FakeTab) => tab.documents.state.getState().recovered;
const said = ({ words }: FakeBrowser): string[] => words.keys();
const kept = async (tab: FakeTab): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await tab.store.list()).map(async ({ id, name }) => {
        const stored = await tab.store.load(id);
        return [name, (stored?.plan.routers ?? []).map((router) => router.id).join()] as const;
      }),
    ),
  );

/** A browser with a tab whose document has a first router, stored. */
async function begun() {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  add(tab, 'one');
  await browser.letPass(tab.editor.flush());
  return { browser, tab };
}

const fullDisk = () =>
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });

/** Node's, by which the database of the tests goes on; the page's world has none. */
const { setImmediate } = globalThis as unknown as { setImmediate(run: (value?: unknown) => void): void };

afterEach(() => vi.restoreAllMocks());

test('a change and a reload in the same moment: the change is there, as one entry, and nothing is left to say once it is stored', async () => {
  const { browser, tab } = await begun();
  add(tab, 'two');
  tab.close();
  const again = await browser.open(tab.session);
  expect(routers(again)).toEqual(['one', 'two']);
  expect(state(again)).toMatchObject({ undoLabel: 'Add two', readOnly: undefined, edited: true });
  expect(said(browser)).toHaveLength(1);
  await browser.pass(400);
  expect(said(browser)).toEqual([]);
  expect(await kept(again)).toEqual({ 'Untitled design': 'one,two' });
  again.editor.undo();
  expect(routers(again)).toEqual(['one']);
});

test('the first change of a new design survives a reload, and closing the tab, though nothing was ever stored', async () => {
  for (const how of ['reload', 'another tab'] as const) {
    const browser = new FakeBrowser();
    const tab = await browser.open();
    add(tab, 'one');
    tab.close();
    const again = await browser.open(how === 'reload' ? tab.session : new Map());
    expect(routers(again), how).toEqual(['one']);
    await browser.pass(400);
    expect(await kept(again), how).toEqual({ 'Untitled design': 'one' });
    expect(said(browser), how).toEqual([]);
  }
});

test('a page that only was in the background, and stored what it had, leaves nothing to take up', async () => {
  const { browser, tab } = await begun();
  add(tab, 'two');
  tab.documents.sayLastWord();
  expect(said(browser)).toHaveLength(1);
  await browser.letPass(tab.editor.flush());
  expect(said(browser)).toEqual([]);
});

test('a page that goes in the middle of a write is taken up where it was, whether the write came through or not', async () => {
  for (let turns = 0; turns < 40; turns++) {
    const { browser, tab } = await begun();
    add(tab, 'two');
    void tab.editor.flush();
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    add(tab, 'three');
    tab.close();
    const again = await browser.open(tab.session);
    expect(routers(again), `${turns}`).toEqual(['one', 'two', 'three']);
    await browser.pass(400);
    expect(await kept(again), `${turns}`).toEqual({ 'Untitled design': 'one,two,three' });
    expect(recovered(again), `${turns}`).toBeUndefined();
    expect(said(browser), `${turns}`).toEqual([]);
  }
});

test('two documents that were both left unstored are both kept: one is gone on with, the other is in the list', async () => {
  const { browser, tab } = await begun();
  add(tab, 'two');
  tab.editor.open({ hopwright: 1, name: 'next' }, { keep: true });
  add(tab, 'three');
  tab.close();
  const again = await browser.open(tab.session);
  expect(routers(again)).toEqual(['three']);
  await browser.pass(400);
  expect(await kept(again)).toEqual({ 'Untitled design': 'one,two', next: 'three' });
  expect(said(browser)).toEqual([]);
  expect(recovered(again)).toBeUndefined();
});

test('where another tab took over and wrote, the last word becomes a recovered copy and overwrites nothing', async () => {
  const { browser, tab } = await begun();
  const second = await browser.open(new Map(tab.session));
  tab.sleep();
  add(tab, 'asleep');
  await browser.letPass(second.documents.takeOver());
  add(second, 'theirs');
  await browser.pass(400);
  tab.close();
  await browser.letPass(second.documents.check());
  expect(await kept(second)).toEqual({
    'Untitled design': 'one,theirs',
    'Untitled design (recovered copy)': 'one,asleep',
  });
  expect(recovered(second)).toMatchObject({ name: 'Untitled design (recovered copy)', here: false });
  expect(routers(second)).toEqual(['one', 'theirs']);
  expect(said(browser)).toEqual([]);
});

test('the last word of a page that is still there is its own: no other tab touches it', async () => {
  const { browser, tab } = await begun();
  const second = await browser.open(new Map(tab.session));
  fullDisk();
  add(tab, 'stuck');
  tab.documents.sayLastWord();
  vi.restoreAllMocks();
  await browser.letPass(second.documents.check());
  expect(said(browser)).toHaveLength(1);
  expect(await kept(second)).toEqual({ 'Untitled design': 'one' });
});

test('a duplicate of a tab looks on at the document, and takes nothing up', async () => {
  const { browser, tab } = await begun();
  fullDisk();
  add(tab, 'two');
  tab.documents.sayLastWord();
  const second = await browser.open(new Map(tab.session));
  expect(state(second).readOnly).toBe('elsewhere');
  expect(routers(second)).toEqual(['one']);
  expect(said(browser)).toHaveLength(1);
});

test('when a writer that could store nothing is closed, whoever looks on goes on with what it said last', async () => {
  const { browser, tab } = await begun();
  const second = await browser.open(new Map(tab.session));
  fullDisk();
  add(tab, 'stuck');
  await browser.pass(400);
  tab.close();
  vi.restoreAllMocks();
  await browser.pass(20_000);
  expect(routers(second)).toEqual(['one', 'stuck']);
  expect(state(second)).toMatchObject({ readOnly: undefined, undoLabel: 'Add stuck' });
  expect(await kept(second)).toEqual({ 'Untitled design': 'one,stuck' });
});

test('with a full disk a reload shows what could not be stored, again and again, until there is room', async () => {
  const { browser, tab } = await begun();
  fullDisk();
  add(tab, 'two');
  await browser.pass(400);
  let now = tab;
  for (let i = 0; i < 3; i++) {
    now.close();
    now = await browser.open(now.session);
    expect(routers(now)).toEqual(['one', 'two']);
    await browser.pass(400);
    expect(state(now).save.kind).toBe('failed');
  }
  vi.restoreAllMocks();
  await browser.pass(60_000);
  expect(await kept(now)).toEqual({ 'Untitled design': 'one,two' });
  expect(said(browser)).toEqual([]);
});

test('where the database is refused, a reload brings the work back from the last word, and says that nothing is kept', async () => {
  const browser = new FakeBrowser();
  const refused = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('no', 'SecurityError');
  });
  const tab = await browser.open();
  add(tab, 'one');
  await browser.pass(400);
  tab.close();
  const again = await browser.open(tab.session);
  expect(routers(again)).toEqual(['one']);
  await browser.pass(400);
  expect(state(again).save.kind).toBe('failed');
  refused.mockRestore();
  await browser.pass(60_000);
  expect(await kept(again)).toEqual({ 'Untitled design': 'one' });
});

test('a design too large for the place is said as what changed since it was stored', async () => {
  const { browser, tab } = await begun();
  tab.editor.change('Note', [{ kind: 'set-plan', path: ['notes'], value: 'n'.repeat(4000) }]);
  await browser.letPass(tab.editor.flush());
  browser.words.room = 1000;
  add(tab, 'two');
  void tab.editor.flush();
  add(tab, 'three');
  tab.close();
  expect(said(browser)).toHaveLength(1);
  const again = await browser.open(tab.session);
  expect(routers(again)).toEqual(['one', 'two', 'three']);
  again.editor.undo();
  again.editor.undo();
  await browser.pass(400);
  expect(said(browser)).toEqual([]);
});

test('what changed is also a recovered copy when another tab was faster, while the version it was said about is kept', async () => {
  const { browser, tab } = await begun();
  const second = await browser.open(new Map(tab.session));
  tab.editor.change('Note', [{ kind: 'set-plan', path: ['notes'], value: 'n'.repeat(4000) }]);
  await browser.letPass(tab.editor.flush());
  browser.words.room = 1000;
  tab.sleep();
  add(tab, 'asleep');
  await browser.letPass(second.documents.takeOver());
  add(second, 'theirs');
  await browser.pass(400);
  tab.close();
  await browser.letPass(second.documents.check());
  expect(await kept(second)).toEqual({
    'Untitled design': 'one,theirs',
    'Untitled design (recovered copy)': 'one,asleep',
  });
});

test('where there is no room, or the browser refuses the place, all is as it was before: what was stored is there', async () => {
  const { browser, tab } = await begun();
  browser.words.room = 0;
  add(tab, 'two');
  tab.close();
  const again = await browser.open(tab.session);
  expect(routers(again)[0]).toBe('one');
  expect(said(browser)).toEqual([]);
});

test('what nobody changed is not worth a word', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  tab.editor.open({ hopwright: 1, name: 'example' });
  tab.documents.sayLastWord();
  expect(said(browser)).toEqual([]);
});

test('words that cannot be read, or are of a newer Hopwright, are left alone and stand in nobody’s way', async () => {
  const { browser, tab } = await begun();
  const id = state(tab).document;
  browser.words.set(`hopwright.lastWord.${id}.x`, '{"format":1,');
  browser.words.set(`hopwright.lastWord.${id}.y`, JSON.stringify({ format: 2, id }));
  tab.close();
  const again = await browser.open(tab.session);
  expect(routers(again)).toEqual(['one']);
  expect(said(browser)).toHaveLength(2);
});

test('a page that dies between taking a word up and storing it leaves it to the next', async () => {
  const { browser, tab } = await begun();
  add(tab, 'two');
  tab.close();
  const second = await browser.open(tab.session);
  second.crash();
  const third = await browser.open(second.session);
  expect(routers(third)).toEqual(['one', 'two']);
  await browser.pass(400);
  expect(await kept(third)).toEqual({ 'Untitled design': 'one,two' });
  expect(recovered(third)).toBeUndefined();
});

test('a design that is renamed or deleted takes along what its page said last', async () => {
  const { browser, tab } = await begun();
  const second = await browser.open();
  const { document } = state(tab);
  add(tab, 'two');
  tab.close();
  await browser.letPass(second.library.rename(document, 'Renamed'));
  expect(await kept(second)).toMatchObject({ Renamed: 'one,two' });
  const third = await browser.open(tab.session);
  add(third, 'three');
  third.close();
  const bringBack = await browser.letPass(second.library.remove(document));
  expect(await kept(await browser.open())).not.toHaveProperty('Renamed');
  await bringBack();
  expect(await kept(second)).toMatchObject({ Renamed: 'one,two,three' });
  expect(said(browser)).toEqual([]);
});

test('a page that stored more after its word, and had no time to take it back, is not set back by it', async () => {
  for (const how of ['reload', 'another tab'] as const) {
    const { browser, tab } = await begun();
    add(tab, 'two');
    tab.documents.sayLastWord();
    const [key = ''] = said(browser);
    const word = browser.words.get(key) ?? '';
    await browser.letPass(tab.editor.flush());
    add(tab, 'three');
    await browser.letPass(tab.editor.flush());
    browser.words.set(key, word);
    tab.crash();
    const again = await browser.open(how === 'reload' ? tab.session : new Map());
    expect(routers(again), how).toEqual(['one', 'two', 'three']);
    await browser.pass(1000);
    expect(said(browser), how).toEqual([]);
    expect(recovered(again), how).toBeUndefined();
  }
});
