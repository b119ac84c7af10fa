import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { EditorPage } from './pages/editorPage.ts';

/** A duplicate of a tab, as browsers make one: with the session of the first. */
async function duplicate({ page }: EditorPage): Promise<EditorPage> {
  const opened = page.context().waitForEvent('page');
  await page.evaluate(() => void window.open(location.href));
  const second = new EditorPage(await opened);
  await expect(second.heading).toBeVisible();
  return second;
}

async function newTab(context: BrowserContext): Promise<EditorPage> {
  const tab = new EditorPage(await context.newPage());
  await tab.open();
  return tab;
}

const addRouter = ({ palette }: EditorPage): Promise<void> =>
  palette.getByRole('button', { name: 'Router' }).click();

const readOnly = ({ page }: EditorPage) => page.getByRole('status', { name: 'Open in another tab' });
const notSaved = ({ page }: EditorPage) => page.getByRole('alert', { name: 'Not saved' });

async function takeOver(tab: EditorPage): Promise<void> {
  await readOnly(tab).getByRole('button', { name: 'Take over' }).click();
  await expect(readOnly(tab)).toHaveCount(0);
}

/** What the browser keeps, by name: how many routers each design has. */
const stored = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    // To open a database that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'hopwright')) return {};
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('hopwright');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const all = opening.result.transaction('documents').objectStore('documents').getAll();
        all.onsuccess = () => {
          opening.result.close();
          resolve(Object.fromEntries(all.result.map(({ name, counts }) => [name, counts.routers])));
        };
      };
    });
  });

/** As on plain http, where browsers have no locks. */
const withoutLocks = (context: BrowserContext) =>
  context.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'locks'));

/** Every write of the page fails, as when the disk is full, until the test says otherwise. */
const withFullDisk = (page: Page) =>
  page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...rest) {
      if (Reflect.get(window, 'roomAgain')) return put.apply(this, rest);
      throw new DOMException('full', 'QuotaExceededError');
    };
  });

for (const locks of ['with locks', 'without locks'] as const) {
  test.describe(locks, () => {
    test.beforeEach(async ({ context }) => {
      if (locks === 'without locks') await withoutLocks(context);
    });

    test('two tabs on one design, edits in both, twenty changes of focus: nothing is lost', async ({
      editor,
      context,
    }) => {
      test.slow();
      await editor.open();
      await editor.rename('Shared by two tabs');
      await editor.waitUntilSaved();
      const second = await newTab(context);
      await second.goOnWith('Shared by two tabs');
      await expect(readOnly(second)).toContainText('Read-only');
      await expect(second.page.getByRole('status', { name: 'Saving' })).toHaveText('Read-only');
      for (let i = 0; i < 20; i++) {
        const tab = i % 2 === 0 ? editor : second;
        await tab.page.bringToFront();
        if (i > 0) await takeOver(tab);
        await addRouter(tab);
        await expect(tab.cards('Router')).toHaveCount(i + 1);
        // Every other time the change is still on its way when the other tab takes over.
        if (i % 4 < 2) await tab.waitUntilSaved();
      }
      await expect(readOnly(editor)).toBeVisible();
      await expect(editor.cards('Router')).toHaveCount(20);
      await second.waitUntilSaved();
      expect(await stored(second.page)).toMatchObject({ 'Shared by two tabs': 20 });
      expect(Object.keys(await stored(second.page)).join()).not.toContain('recovered');
      // One history: undo in the tab that writes goes back over what both did.
      await second.undo.click();
      await second.undo.click();
      await expect(second.cards('Router')).toHaveCount(18);
    });

    test('a duplicated tab is read-only, shows what the first does, and may write when that is closed', async ({
      editor,
    }) => {
      await editor.open();
      await addRouter(editor);
      await editor.waitUntilSaved();
      const second = await duplicate(editor);
      await expect(readOnly(second)).toBeVisible();
      await second.palette.getByRole('button', { name: 'Host' }).click({ force: true });
      await expect(second.cards('Host')).toHaveCount(0);
      await addRouter(editor);
      await expect(second.cards('Router')).toHaveCount(2);
      // A reload of the first is no reason to hand its design over.
      await editor.page.reload();
      await expect(editor.cards('Router')).toHaveCount(2);
      await expect(readOnly(editor)).toHaveCount(0);
      await expect(readOnly(second)).toBeVisible();
      await editor.page.close();
      await second.page.bringToFront();
      await expect(readOnly(second)).toHaveCount(0, { timeout: 20_000 });
      await addRouter(second);
      await second.waitUntilSaved();
      expect(await stored(second.page)).toEqual({ 'Untitled design': 3 });
    });
  });
}

test('designs of two tabs never touch each other, however often the focus changes', async ({
  editor,
  context,
}) => {
  test.slow();
  await editor.open();
  await editor.rename('First');
  const second = await newTab(context);
  await second.rename('Second');
  for (let i = 0; i < 20; i++) {
    const tab = i % 2 === 0 ? editor : second;
    await tab.page.bringToFront();
    if (i % 5 === 0) await tab.page.reload();
    await addRouter(tab);
    await tab.waitUntilSaved();
  }
  expect(await stored(editor.page)).toEqual({ First: 10, Second: 10 });
});

test('work that another tab overtook unseen becomes a recovered copy, and both are kept', async ({
  editor,
}) => {
  await editor.open();
  await editor.rename('Contested');
  await editor.waitUntilSaved();
  // As if another tab had written while this one was frozen and its lock was lost.
  await editor.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('hopwright');
        opening.onsuccess = () => {
          const documents = opening.result.transaction('documents', 'readwrite').objectStore('documents');
          const all = documents.getAll();
          all.onsuccess = () => {
            for (const row of all.result) documents.put({ ...row, version: row.version + 1 });
          };
          documents.transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await addRouter(editor);
  const banner = editor.page.getByRole('alert', { name: 'Recovered copy' });
  await expect(banner).toContainText('Contested (recovered copy)');
  await expect(editor.heading).toHaveText('Contested (recovered copy)');
  await expectAccessible(editor.page);
  await editor.waitUntilSaved();
  expect(await stored(editor.page)).toEqual({ Contested: 0, 'Contested (recovered copy)': 1 });
  await banner.getByRole('button', { name: 'Dismiss' }).click();
  await editor.page.reload();
  await expect(editor.heading).toHaveText('Contested (recovered copy)');
});

test('a link that is opened over work not yet stored leaves that work whole', async ({ editor, page }) => {
  await editor.openExample('native');
  const link = await editor.shareLink();
  await editor.open();
  await editor.page.getByRole('button', { name: 'Designs' }).click();
  await editor.page.getByRole('menuitem', { name: 'New design' }).click();
  await editor.rename('Local work');
  await addRouter(editor);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect(editor.preview).toBeVisible();
  await expect(editor.heading).not.toHaveText('Local work');
  await page.reload();
  await expect(editor.preview).toBeVisible();
  await editor.preview.getByRole('button', { name: 'Close' }).click();
  await expect(editor.heading).toHaveText('Local work');
  await expect(editor.cards('Router')).toHaveCount(1);
  await expect(editor.undo).toBeEnabled();
});

test('undo and redo are there after a reload, with their names', async ({ editor, page }) => {
  await editor.open();
  await addRouter(editor);
  await addRouter(editor);
  await editor.rename('Named');
  await editor.undo.click();
  await editor.waitUntilSaved();
  await page.reload();
  await expect(editor.redo).toHaveAccessibleName('Redo Rename the plan');
  await expect(editor.undo).toHaveAccessibleName('Undo Add Router 2');
  await editor.redo.click();
  await expect(editor.heading).toHaveText('Named');
  for (let i = 0; i < 3; i++) await editor.undo.click();
  await expect(editor.heading).toHaveText('Untitled design');
  await expect(editor.cards('Router')).toHaveCount(0);
  await expect(editor.undo).toBeDisabled();
});

test('the last twenty versions are kept, and one is restored in one step that can be undone', async ({
  editor,
  page,
}) => {
  await editor.open();
  for (let i = 0; i < 24; i++) {
    await addRouter(editor);
    await editor.waitUntilSaved();
  }
  await page.getByRole('button', { name: 'Designs' }).click();
  await page.getByRole('menuitem', { name: 'Versions of this design' }).click();
  const versions = editor.dialog.getByRole('list', { name: 'Versions' }).getByRole('listitem');
  await expect(versions).toHaveCount(20);
  await expect(versions.first()).toContainText('24 routers');
  await expectAccessible(page);
  const older = versions.filter({ hasText: 'Add Router 19' });
  await older.getByRole('button', { name: 'Restore' }).click();
  await expect(editor.dialog).toHaveCount(0);
  await expect(editor.cards('Router')).toHaveCount(19);
  await expect(editor.undo).toHaveAccessibleName(/^Undo Restore the version of/);
  await editor.undo.click();
  await expect(editor.cards('Router')).toHaveCount(24);
});

test('kept designs are renamed, duplicated, deleted, and brought back', async ({ editor, page }) => {
  await editor.open();
  await editor.rename('One');
  await addRouter(editor);
  await page.getByRole('button', { name: 'Designs' }).click();
  await page.getByRole('menuitem', { name: 'New design' }).click();
  await editor.rename('Two');
  await editor.waitUntilSaved();
  await page.getByRole('button', { name: 'Designs' }).click();
  await page.getByRole('menuitem', { name: 'All designs' }).click();
  const designs = editor.dialog.getByRole('list', { name: 'Kept designs' }).getByRole('listitem');
  await expect(designs).toHaveCount(2);
  await expectAccessible(page);
  await editor.dialog.getByRole('button', { name: 'Rename One' }).click();
  await editor.dialog.getByLabel('Name of One').fill('Uno');
  await page.keyboard.press('Enter');
  await editor.dialog.getByRole('button', { name: 'Duplicate Uno' }).click();
  await expect(designs.filter({ hasText: 'Uno (copy)' })).toContainText('1 router');
  await editor.dialog.getByRole('button', { name: 'Delete Uno', exact: true }).click();
  await expect(designs).toHaveCount(2);
  await editor.dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(designs).toHaveCount(3);
  await editor.dialog
    .getByRole('button', { name: 'Open Uno (copy)' })
    .or(designs.getByText('Uno (copy)'))
    .first()
    .click();
  await expect(editor.heading).toHaveText('Uno (copy)');
  await expect(editor.cards('Router')).toHaveCount(1);
  expect(Object.keys(await stored(page)).sort()).toEqual(['Two', 'Uno', 'Uno (copy)']);
});

test('when the disk is full the page says so with a way out, work goes on, and is stored when there is room', async ({
  editor,
  page,
}) => {
  await withFullDisk(page);
  await editor.open();
  await addRouter(editor);
  await expect(notSaved(editor)).toContainText('no room left');
  await expect(page.getByRole('status', { name: 'Saving' })).toHaveText('Not saved');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await notSaved(editor).getByRole('button', { name: 'Download the plan' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.json$/);
  await addRouter(editor);
  await expect(editor.cards('Router')).toHaveCount(2);
  await page.evaluate(() => Reflect.set(window, 'roomAgain', true));
  await notSaved(editor).getByRole('button', { name: 'Try again' }).click();
  await expect(notSaved(editor)).toHaveCount(0);
  await editor.waitUntilSaved();
  expect(await stored(page)).toEqual({ 'Untitled design': 2 });
});

test('a page with work that could not be stored asks before it is left', async ({ editor, page }) => {
  await withFullDisk(page);
  await editor.open();
  await addRouter(editor);
  await expect(notSaved(editor)).toBeVisible();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.accept();
});

test('where the browser refuses storage it is told from the start, and no design is lost by opening another', async ({
  editor,
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  await editor.open();
  await expect(notSaved(editor)).toContainText('keeps no data');
  await editor.rename('Only here');
  await addRouter(editor);
  await page.getByRole('button', { name: 'Designs' }).click();
  await page.getByRole('menuitem', { name: 'New design' }).click();
  await editor.rename('And this');
  await editor.goOnWith('Only here');
  await expect(editor.cards('Router')).toHaveCount(1);
});

test('a database that is deleted under the page takes nothing: the design is stored again by itself', async ({
  editor,
  page,
}) => {
  await editor.open();
  await addRouter(editor);
  await editor.waitUntilSaved();
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('hopwright');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  );
  await expect.poll(() => stored(page)).toEqual({ 'Untitled design': 1 });
  await addRouter(editor);
  await editor.waitUntilSaved();
  await page.reload();
  await expect(editor.cards('Router')).toHaveCount(2);
  await expect(editor.undo).toHaveAccessibleName('Undo Add Router 2');
});

test('designs that the first release kept are there', async ({ editor, page }) => {
  const blank = '<title>No app yet</title><link rel="icon" href="data:,">';
  await page.route('**/blank', (route) => route.fulfill({ contentType: 'text/html', body: blank }));
  await page.goto('./blank');
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('hopwright', 1);
        opening.onupgradeneeded = () =>
          opening.result.createObjectStore('documents', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
        opening.onsuccess = () => {
          const plan = { hopwright: 1, name: 'From before', routers: [{ id: 'r' }] };
          const documents = opening.result.transaction('documents', 'readwrite').objectStore('documents');
          documents.put({ id: 'old', name: 'From before', plan, edited: true, savedAt: 1 });
          documents.transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await editor.open();
  await expect(editor.heading).toHaveText('From before');
  await addRouter(editor);
  await editor.waitUntilSaved();
  expect(await stored(page)).toEqual({ 'From before': 2 });
});

test('a read-only view changes nothing by mistake, and ends where its banner says so', async ({
  editor,
  page,
}) => {
  await editor.openExample('native');
  const before = await editor.exported();
  await page.keyboard.press('Alt+R');
  const banner = page.getByRole('region', { name: 'Read-only view' });
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  expect((await editor.exported()).plan).toEqual(before.plan);
  await banner.getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(editor.cards('Cluster')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('what is said about documents has no accessibility violation', async ({ editor, page }) => {
      test.slow();
      await editor.openExample('native');
      await editor.rename('Looked at twice');
      await editor.waitUntilSaved();
      const second = await duplicate(editor);
      await second.page.emulateMedia({ colorScheme });
      await expect(readOnly(second)).toBeVisible();
      await expect(second.undo).toBeDisabled();
      await expectAccessible(second.page);
      for (const entry of ['Versions of this design', 'All designs']) {
        await second.page.getByRole('button', { name: 'Designs' }).click();
        await second.page.getByRole('menuitem', { name: entry }).click();
        await expect(second.dialog.getByRole('listitem').first()).toBeVisible();
        await expectAccessible(second.page);
        await second.page.keyboard.press('Escape');
        await expect(second.dialog).toHaveCount(0);
      }
      await page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      });
      await addRouter(editor);
      await expect(notSaved(editor)).toBeVisible();
      await expectAccessible(page);
    });
  });
}
