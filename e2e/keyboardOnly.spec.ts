import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { EditorPage } from './pages/editorPage.ts';

/*
 * The whole story without a mouse: the seed's black hole is built from an empty page, found, watched, mended and taken away as
 * a file. Once on the canvas, once in the outline with the canvas hidden.
 */

/** The seed's VPN runs over a path with room for its headers. */
const LINK_MTU = 'MTU of the path below the tunnel';

/** Tab, as often as it takes, to a field. */
async function tabTo(page: Page, field: Locator): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await field.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead to the field');
}

async function nameIt(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: /^New name for/ })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('option').first()).toContainText(new RegExp(words, 'i'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
}

/** Types over the field that has the focus, or is reached from the one that has. */
async function fillField(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

async function inspect(editor: EditorPage, page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(editor.inspector.locator(':focus')).toHaveCount(1);
}

/** F8 until the finding is the one; then its witness is played, its repair taken, and the plan saved as a file. */
async function findPlayFixExport(editor: EditorPage, page: Page): Promise<void> {
  await expect(editor.finding('vip-aliases-address')).toHaveCount(1);
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('F8');
    if ((await editor.finding('vip-aliases-address').getAttribute('aria-current')) === 'true') break;
  }
  await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');
  await runCommand(page, 'Play the witness');
  await expect(editor.verdict).toContainText('captured');
  await runCommand(page, 'Play or hold');
  await runCommand(page, 'Fix the finding');
  await expect(editor.results.getByRole('tab', { name: /^Findings 0/ })).toBeVisible();
  const waiting = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  expect((await waiting).suggestedFilename()).toMatch(/\.hopwright\.json$/);
}

test('the black hole is built, found, watched, mended and exported on the canvas, by key alone', async ({
  editor,
  page,
}) => {
  test.slow();
  const { keyboard } = page;
  await editor.open();
  await keyboard.press('r');
  await expect(editor.cards('Router')).toHaveCount(1);
  await nameIt(page, 'London edge');
  await keyboard.press('c');
  await expect(editor.card('Cluster 1', 'Cluster')).toBeFocused();
  await nameIt(page, 'London');
  await inspect(editor, page);
  await fillField(page, editor.field('Service range 1'), '10.32.0.0/16');
  await keyboard.press('Shift+F6');
  await expect(editor.card('London', 'Cluster')).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('r');
  await expect(editor.cards('Router')).toHaveCount(2);
  await nameIt(page, 'Paris edge');
  await keyboard.press('e');
  await expect(editor.attachment('Host 1', 'Paris edge')).toHaveCount(1);
  await expect(editor.card('Host 1', 'Host')).toBeFocused();
  await inspect(editor, page);
  await fillField(page, editor.field('Address 1'), '10.32.0.7/24');
  await keyboard.press('Shift+F6');
  await expect(editor.card('Host 1', 'Host')).toBeFocused();
  await keyboard.press('Alt+ArrowUp');
  await expect(editor.card('Paris edge', 'Router')).toBeFocused();
  await keyboard.press('w');
  await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
  await keyboard.type('London edge');
  await keyboard.press('Enter');
  await expect(editor.link(/^VPN/)).toHaveCount(1);
  await inspect(editor, page);
  await fillField(page, editor.field(LINK_MTU), '1600');
  await keyboard.press('Shift+F6');
  await findPlayFixExport(editor, page);
});

test('the same is done in the outline, with the canvas hidden', async ({ editor, page }) => {
  test.slow();
  const { keyboard } = page;
  const row = (name: RegExp): Locator => page.getByRole('treeitem', { name });
  await editor.open();
  await runCommand(page, 'Hide the canvas');
  await expect(editor.canvas).toHaveCount(0);
  await keyboard.press('r');
  await expect(row(/^Router 1,/)).toBeFocused();
  await nameIt(page, 'London edge');
  await expect(row(/^London edge,/)).toBeFocused();
  await keyboard.press('c');
  await expect(row(/^Cluster 1,/)).toBeFocused();
  await nameIt(page, 'London');
  await keyboard.press('ArrowRight');
  for (let i = 0; i < 3; i++) await keyboard.press('ArrowDown');
  await expect(row(/service range/)).toBeFocused();
  await keyboard.press('Enter');
  await expect(editor.field('Service range 1')).toBeFocused();
  await fillField(page, editor.field('Service range 1'), '10.32.0.0/16');
  await keyboard.press('Shift+F6');
  await expect(row(/^10\.32\.0\.0\/16, service range/)).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('r');
  await expect(row(/^Router 2,/)).toBeFocused();
  await nameIt(page, 'Paris edge');
  await keyboard.press('e');
  await expect(row(/^Host 1,/)).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await fillField(page, editor.field('Address 1'), '10.32.0.7/24');
  await keyboard.press('Shift+F6');
  await keyboard.press('ArrowLeft');
  await keyboard.press('Alt+ArrowUp');
  await expect(row(/^Paris edge,/)).toBeFocused();
  await keyboard.press('w');
  await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused();
  await keyboard.type('London edge');
  await keyboard.press('Enter');
  // The new link has the focus below its router.
  await expect(row(/^Paris edge–London edge,|^London edge–Paris edge,/).first()).toBeFocused();
  await inspect(editor, page);
  await fillField(page, editor.field(LINK_MTU), '1600');
  await keyboard.press('Shift+F6');
  await findPlayFixExport(editor, page);
});

test('single keys can be turned off, and stay off over a reload', async ({ editor, page }) => {
  await editor.open();
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: /^Single keys act/ }).press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.reload();
  await expect(editor.heading).toBeVisible();
  await page.keyboard.press('r');
  await page.keyboard.press('?');
  await expect(editor.dialog).toHaveCount(0);
  await expect(editor.cards('Router')).toHaveCount(0);
});

test('F6 goes round the parts of the page and comes back to where the focus was in each', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.card('London', 'Cluster').focus();
  const parts: string[] = [];
  for (let i = 0; i < 7; i++) {
    await page.keyboard.press('F6');
    parts.push(
      await page.evaluate(() => {
        const part = document.activeElement?.closest('[data-landmark]');
        return part?.getAttribute('aria-label') ?? part?.tagName.toLowerCase() ?? 'nothing';
      }),
    );
  }
  expect(parts).toEqual(['Inspector', 'Results', 'div', 'header', 'Palette', 'Outline', 'Canvas']);
  await expect(editor.card('London', 'Cluster')).toBeFocused();
});

test('F6 stays in a dialog that lies over the page', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(editor.dialog).toBeVisible();
  for (const key of ['F6', 'Shift+F6']) {
    await page.keyboard.press(key);
    expect(await editor.dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
});
