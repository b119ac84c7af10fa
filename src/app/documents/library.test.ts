import { afterEach, expect, test, vi } from 'vitest';
import { FakeBrowser, type FakeTab } from './testing/fakeBrowser.ts';

afterEach(() => vi.restoreAllMocks());

/** A tab on its second design; the first is kept. */
async function setUp() {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  await named(browser, tab, 'First');
  const first = tab.editor.store.getState().document;
  tab.editor.open({ hopwright: 1, name: 'new' }, { keep: true });
  await named(browser, tab, 'Second');
  return { browser, tab, first, second: tab.editor.store.getState().document };
}

async function named(browser: FakeBrowser, tab: FakeTab, value: string): Promise<void> {
  tab.editor.change('Rename the plan', [{ kind: 'set-plan', path: ['name'], value }]);
  await browser.letPass(tab.editor.flush());
}

const names = async (browser: FakeBrowser, { library }: FakeTab): Promise<string[]> =>
  (await browser.letPass(library.list())).map(({ name, place }) => `${name}: ${place}`);

test('the list has the newest first, and says where each is open', async () => {
  const { browser, tab, first } = await setUp();
  expect(await names(browser, tab)).toEqual(['Second: here', 'First: kept']);
  const other = await browser.open(new Map([['id', first]]));
  expect(await names(browser, tab)).toEqual(['Second: here', 'First: elsewhere']);
  expect(await names(browser, other)).toEqual(['Second: elsewhere', 'First: here']);
});

test('a kept design is renamed where it lies, with its versions and its undo; the open one in the editor', async () => {
  const { browser, tab, first, second } = await setUp();
  await browser.letPass(tab.library.rename(first, 'Uno'));
  await browser.letPass(tab.library.rename(second, 'Due'));
  await browser.letPass(tab.editor.flush());
  expect(await names(browser, tab)).toEqual(['Due: here', 'Uno: kept']);
  expect(tab.editor.store.getState().undoLabel).toBe('Rename the plan');
  expect((await tab.store.revisions(first)).map(({ label }) => label)).toEqual([
    'Rename First',
    'Rename the plan',
  ]);
  await browser.letPass(tab.documents.open(first));
  expect(tab.editor.store.getState()).toMatchObject({ plan: { name: 'Uno' }, undoLabel: 'Rename the plan' });
});

test('a copy has the same plan under a name of its own, and one version', async () => {
  const { browser, tab, first } = await setUp();
  await browser.letPass(tab.library.duplicate(first));
  expect(await names(browser, tab)).toEqual(['First (copy): kept', 'Second: here', 'First: kept']);
  const [copy] = await tab.store.list();
  expect(await tab.store.revisions(copy?.id ?? '')).toMatchObject([{ label: 'Copy of First' }]);
});

test('what is deleted can be brought back with its versions; the open one leaves an empty design', async () => {
  const { browser, tab, first, second } = await setUp();
  const bringFirst = await browser.letPass(tab.library.remove(first));
  const bringSecond = await browser.letPass(tab.library.remove(second));
  await browser.pass(400);
  expect(tab.editor.store.getState().plan.name).toBe('Untitled design');
  expect(await names(browser, tab)).toEqual(['Untitled design: here']);
  await browser.letPass(bringSecond());
  await browser.letPass(bringFirst());
  expect((await names(browser, tab)).sort()).toEqual([
    'First: kept',
    'Second: kept',
    'Untitled design: here',
  ]);
  await browser.letPass(tab.documents.open(second));
  expect(tab.editor.store.getState()).toMatchObject({ plan: { name: 'Second' }, readOnly: undefined });
});

test('a design that another tab has open is neither renamed nor deleted', async () => {
  const { browser, tab, first } = await setUp();
  await browser.open(new Map([['id', first]]));
  await expect(browser.letPass(tab.library.remove(first))).rejects.toThrow(/another tab/);
  await expect(browser.letPass(tab.library.rename(first, 'Mine'))).rejects.toThrow(/another tab/);
  expect(await names(browser, tab)).toEqual(['Second: here', 'First: elsewhere']);
});

test('a tab that only looks on deletes nothing from under the one that writes', async () => {
  const { browser, tab, second } = await setUp();
  const other = await browser.open(new Map([['id', second]]));
  expect(other.editor.store.getState().readOnly).toBe('elsewhere');
  await expect(browser.letPass(other.library.remove(second))).rejects.toThrow(/another tab/);
  await expect(browser.letPass(other.library.rename(second, 'Mine'))).rejects.toThrow();
  expect(await tab.store.load(second)).toMatchObject({ info: { name: 'Second' } });
  expect(other.editor.store.getState().document).toBe(second);
});

test('where nothing can be stored or read, the list still has what this tab holds', async () => {
  const browser = new FakeBrowser();
  const tab = await browser.open();
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await named(browser, tab, 'Only here');
  tab.editor.open({ hopwright: 1, name: 'And this' }, { keep: true });
  await browser.pass(400);
  expect((await names(browser, tab)).sort()).toEqual(['And this: here', 'Only here: unsaved']);
});
