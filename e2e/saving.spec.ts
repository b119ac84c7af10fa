import { expect, test } from './fixtures.ts';
import { EditorPage } from './pages/editorPage.ts';

test('a reload brings everything back: devices, names, places', async ({ editor, page }) => {
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Cluster' }).click();
  await editor.palette.getByRole('button', { name: 'Host' }).click();
  await editor.rename('Kept over night');
  await editor.waitUntilSaved();
  const before = await editor.exported();
  await page.reload();
  await expect(editor.heading).toHaveText('Kept over night');
  await expect(editor.card('Cluster 1', 'Cluster')).toBeVisible();
  const after = await editor.exported();
  expect(after.plan).toEqual(before.plan);
});

test('work on an example survives the reload of its address', async ({ editor, page }) => {
  await editor.openExample('routed-cluster');
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.field('Name').fill('Croydon');
  await editor.waitUntilSaved();
  await page.reload();
  await expect(editor.card('Croydon', 'Cluster')).toBeVisible();
});

test('two tabs keep two documents', async ({ editor, context, page }) => {
  await editor.open();
  await editor.rename('First tab');
  await editor.palette.getByRole('button', { name: 'Router' }).click();
  await editor.waitUntilSaved();
  const second = new EditorPage(await context.newPage());
  await second.open();
  await second.rename('Second tab');
  await second.palette.getByRole('button', { name: 'Host' }).click();
  await second.waitUntilSaved();
  await page.reload();
  await expect(editor.heading).toHaveText('First tab');
  await expect(editor.cards('Router')).toHaveCount(1);
  await second.page.reload();
  await expect(second.heading).toHaveText('Second tab');
  await expect(second.cards('Host')).toHaveCount(1);
});

/** What a page does on its way out, and how it comes back: the same page, or another one after the tab was closed. */
const WAYS = ['reload', 'close and open again'] as const;

async function leaveAndComeBack(editor: EditorPage, way: (typeof WAYS)[number]): Promise<EditorPage> {
  const { page } = editor;
  if (way === 'reload') {
    await page.reload();
    return editor;
  }
  const context = page.context();
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  const next = new EditorPage(await context.newPage());
  await next.open();
  return next;
}

const expectNothingLeftToSay = ({ page }: EditorPage): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('lastWord'))))
    .toEqual([]);

for (const way of WAYS) {
  test.describe(`what is still being written when the tab goes (${way})`, () => {
    test('the name of a cluster in the inspector', async ({ editor, page }) => {
      await editor.openExample('routed-cluster');
      await editor.selectOnCanvas('London', 'Cluster');
      await editor.field('Name').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Croydon');
      const after = await leaveAndComeBack(editor, way);
      await expect(after.card('Croydon', 'Cluster')).toBeVisible();
      await after.undo.click();
      await expect(after.card('London', 'Cluster')).toBeVisible();
    });

    test('the title of the design', async ({ editor, page }) => {
      await editor.open();
      await editor.palette.getByRole('button', { name: 'Router' }).click();
      await editor.waitUntilSaved();
      await editor.heading.getByRole('button').click();
      await page.keyboard.type('Half a title');
      const after = await leaveAndComeBack(editor, way);
      await expect(after.heading).toHaveText('Half a title');
      await after.undo.click();
      await expect(after.heading).toHaveText('Untitled design');
      await expect(after.cards('Router')).toHaveCount(1);
    });

    test('a new note', async ({ editor, page }) => {
      await editor.openExample('routed-cluster');
      await editor.selectOnCanvas('London', 'Cluster');
      await editor.waitUntilSaved();
      await editor.canvas.press('Escape');
      await page.keyboard.press('t');
      await editor.canvas.getByLabel('Text of the note').pressSequentially('Ask who owns this');
      const after = await leaveAndComeBack(editor, way);
      await expect(after.note('Ask who owns this')).toBeVisible();
      await after.undo.click();
      await expect(after.note('Ask who owns this')).toHaveCount(0);
    });

    test('an address', async ({ editor, page }) => {
      await editor.open();
      await editor.palette.getByRole('button', { name: 'Router' }).click();
      await editor.palette.getByRole('button', { name: 'Host' }).click();
      await editor.waitUntilSaved();
      await editor.selectOnCanvas('Host 1', 'Host');
      await editor.inspector.getByRole('textbox', { name: 'Address 1' }).click();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('192.0.2.77/24');
      const after = await leaveAndComeBack(editor, way);
      await expect(after.card('Host 1', 'Host')).toContainText('192.0.2.77');
      await after.undo.click();
      await expect(after.card('Host 1', 'Host')).not.toContainText('192.0.2.77');
    });

    test('the first thing in a design that was never stored', async ({ editor, page }) => {
      await editor.open();
      await editor.rename('Kept');
      await editor.waitUntilSaved();
      await page.getByRole('button', { name: 'Designs' }).click();
      await page.getByRole('menuitem', { name: 'New design' }).click();
      await editor.waitUntilSaved();
      await editor.palette.getByRole('button', { name: 'Router' }).click();
      const after = await leaveAndComeBack(editor, way);
      await expect(after.cards('Router')).toHaveCount(1);
      await expectNothingLeftToSay(after);
      await after.page.reload();
      await expect(after.cards('Router')).toHaveCount(1);
      await after.goOnWith('Kept');
      await expect(after.cards('Router')).toHaveCount(0);
    });
  });
}

test('what was said last in a tab that is closed is in the list of designs, whatever the next tab shows', async ({
  editor,
  context,
}) => {
  await editor.open();
  await editor.rename('Stays open');
  await editor.waitUntilSaved();
  const second = new EditorPage(await context.newPage());
  await second.open();
  await second.heading.getByRole('button').click();
  await second.page.keyboard.type('Closed at once');
  const closed = second.page.waitForEvent('close');
  await second.page.close({ runBeforeUnload: true });
  await closed;
  await editor.page.reload();
  await expect(editor.heading).toHaveText('Stays open');
  await editor.goOnWith('Closed at once');
  await expect(editor.heading).toHaveText('Closed at once');
});

test('nothing is left to say once all of it is stored', async ({ editor, page }) => {
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Router' }).click();
  await page.reload();
  await expect(editor.cards('Router')).toHaveCount(1);
  await expectNothingLeftToSay(editor);
});

test('where the browser refuses its database, a reload brings back what was drawn', async ({
  editor,
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  page.on('dialog', (question) => void question.accept());
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Router' }).click();
  await editor.rename('Only here');
  await expect(page.getByRole('alert', { name: 'Not saved' })).toBeVisible();
  await page.reload();
  await expect(editor.heading).toHaveText('Only here');
  await expect(editor.cards('Router')).toHaveCount(1);
  await expect(page.getByRole('alert', { name: 'Not saved' })).toBeVisible();
});

test('a page that goes into the background takes what is in its field, and gives the focus back', async ({
  editor,
  page,
}) => {
  await editor.openExample('routed-cluster');
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.field('Name').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Croydon');
  const turn = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await turn('hidden');
  await expect(editor.card('Croydon', 'Cluster')).toBeVisible();
  await turn('visible');
  await expect(editor.field('Name')).toBeFocused();
  await editor.waitUntilSaved();
});
