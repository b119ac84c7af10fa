import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const row = (page: Page, name: RegExp): Locator => page.getByRole('treeitem', { name });

test('the outline says what the canvas shows: devices, their ranges, connections and findings', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const london = row(page, /^London, cluster, 2 findings, error/);
  await london.focus();
  await page.keyboard.press('ArrowRight');
  for (const name of [
    /^10\.32\.0\.0\/16, service range/,
    /^on London edge, attached/,
    /^A service range covers an address, vip-aliases-address/,
  ])
    await expect(row(page, name).first()).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(row(page, /service range/)).toHaveCount(0);
  await row(page, /^Paris edge,/).focus();
  await page.keyboard.press('ArrowRight');
  await expect(row(page, /^London–Paris, link to London edge/)).toBeVisible();
});

test('what has the focus in the outline is selected, and letters, Delete and F2 mean it', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await row(page, /^London, cluster/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /^Paris, cluster/)).toBeFocused();
  await expect(editor.inspector.getByRole('heading', { name: 'Paris' })).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.type('Lyon');
  await page.keyboard.press('Enter');
  await expect(row(page, /^Lyon, cluster/)).toBeFocused();
  await page.keyboard.press('Delete');
  // The next of the same parent.
  await expect(row(page, /^London edge,/)).toBeFocused();
  await expect(editor.card('Lyon', 'Cluster')).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(row(page, /^Cluster 1,/)).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(row(page, /^Lyon, cluster/)).toBeVisible();
});

test('a range is not deleted with its row, and Enter leads to its field', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await row(page, /^London, cluster/).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(editor.card('London', 'Cluster')).toHaveCount(1);
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('press Enter to go there');
  await page.keyboard.press('Enter');
  await expect(editor.field('Node network 1')).toBeFocused();
});

test('things are put into a site, and connected, from the outline', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await row(page, /^Paris, cluster/).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('f');
  await expect(row(page, /^Site 1, site of 1/)).toBeVisible();
  await row(page, /^Client,/).click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Move to a site/ }).click();
  await expect(page.getByRole('combobox', { name: 'Move to a site' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, /^Site 1, site of 2/)).toBeVisible();
});

test('the live region says what a change brought', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await expect(editor.finding('vip-aliases-address')).toHaveCount(1);
  await row(page, /^Client, /).click();
  await page.keyboard.press('Delete');
  await expect(editor.announcements).toHaveText('Client deleted; 2 errors gone. No errors or warnings.');
  await page.keyboard.press('Control+z');
  await expect(editor.announcements).toHaveText(
    'Undone: Delete Client; 2 new errors. 2 errors, 0 warnings now.',
  );
});

test('hiding the canvas goes on with what is selected, also below a folded row', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.card('Paris edge', 'Router').focus();
  await page.keyboard.press('Space');
  await editor.runCommand('hide the canvas');
  await expect(row(page, /^Paris edge, router/)).toBeFocused();
  await editor.runCommand('hide the canvas');
  await editor.link(/^VPN/).focus();
  await page.keyboard.press('Space');
  await editor.runCommand('hide the canvas');
  await expect(row(page, /^London–Paris, link/)).toBeFocused();
  // What needs no picture is done without one.
  await editor.runCommand('tidy up');
  await expect(editor.announcements).toHaveText(/^Tidied up; \d+ things moved\.$/);
});

test('focus mode shows the canvas alone, and everything again', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.keyboard.press('Control+.');
  await expect(editor.inspector).toBeHidden();
  await expect(editor.results).toBeHidden();
  await expect(editor.canvas).toBeVisible();
  await page.keyboard.press('Control+.');
  await expect(editor.inspector).toBeVisible();
});

test('of many things the outline draws those that are looked at, and End leads to the last', async ({
  editor,
  page,
}) => {
  const hosts = Array.from({ length: 300 }, (_, i) => ({
    id: `h${i}`,
    name: `Host no ${i}`,
    addresses: [`10.0.${i >> 8}.${i & 255}/16`],
  }));
  await editor.open();
  await editor.chooseFile({
    name: 'many.json',
    text: JSON.stringify({ hopwright: 1, name: 'Many hosts', hosts }),
  });
  await expect(row(page, /^Host no 0,/)).toBeVisible();
  await expect(page.getByRole('treeitem')).toHaveCount(200);
  await row(page, /^Host no 0,/).focus();
  await page.keyboard.press('End');
  await expect(row(page, /^Host no 299,/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(row(page, /^Host no 298,/)).toBeFocused();
});

test('whoever types a name in the outline comes to the palette by its key, and the name is kept', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await page.getByRole('treeitem', { name: /^London, cluster/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New name for London' })).toBeFocused();
  await page.keyboard.type('Croydon');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('treeitem', { name: /^Croydon, cluster/ })).toBeVisible();
});
