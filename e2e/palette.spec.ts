import { expect, test } from './fixtures.ts';

const BLACK_HOLE = 'black-hole';

test('the palette says who owns an address, in how many ranges, and which finding speaks of it', async ({
  editor,
  page,
}) => {
  await editor.openExample(BLACK_HOLE);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('10.32.0.7');
  const list = page.getByRole('listbox');
  await expect(list).toContainText('Client has it; 3 ranges match; 1 finding speaks of it.');
  await expect(list.getByRole('option', { name: /London service range 10\.32\.0\.0\/16/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(editor.inspector.getByRole('heading', { name: 'Client' })).toBeVisible();
});

test('a command that does not apply is listed with the reason, and says it when it is chosen', async ({
  editor,
  page,
}) => {
  await editor.openExample(BLACK_HOLE);
  await page.keyboard.press('Control+/');
  await page.keyboard.type('dupl');
  const option = page.getByRole('option', { name: /^Duplicate/ });
  await expect(option).toContainText('Select what to duplicate');
  await expect(option).toHaveAttribute('data-highlighted', '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Not now: Select what to duplicate.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('commands run where the focus was, and are offered first the next time', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  await editor.card('London', 'Cluster').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rename what');
  await expect(page.getByRole('option').first()).toContainText('Rename what is selected');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'New name for London' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const first = page.getByRole('group', { name: 'Last used' }).getByRole('option').first();
  await expect(first).toContainText('Rename what is selected');
});

test('find leads to a thing of the plan by name, id or rule', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  for (const [words, heading] of [
    ['paris edge', 'Paris edge'],
    ['edge-l', 'London edge'],
  ] as const) {
    await page.keyboard.press('Control+f');
    await page.keyboard.type(words);
    await expect(page.getByRole('option').first()).toContainText(heading);
    await page.keyboard.press('Enter');
    await expect(editor.inspector.getByRole('heading', { name: heading })).toBeVisible();
  }
  await page.keyboard.press('Control+f');
  await page.keyboard.type('vip-aliases');
  await expect(page.getByRole('option').first()).toContainText('A service range covers an address');
  await page.keyboard.press('Enter');
  await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');
});

test('the palette opens examples and changes the theme', async ({ editor, page }) => {
  await editor.open();
  await page.getByRole('button', { name: 'Search or run' }).click();
  await page.keyboard.type('theme: dark');
  await expect(page.getByRole('option').first()).toContainText('Theme: dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Alt+Shift+D');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('couchbase');
  await expect(page.getByRole('option')).not.toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(editor.cards('Cluster').first()).toBeVisible();
});

test('a right click, and Shift+F10, open the menu of what is there', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  await editor.card('London', 'Cluster').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Menu of London' });
  await expect(menu).toBeVisible();
  await menu.getByRole('menuitem', { name: /^Rename/ }).click();
  await expect(page.getByRole('textbox', { name: 'New name for London' })).toBeFocused();
  await page.keyboard.press('Escape');
  await editor.card('London', 'Cluster').click({ button: 'right' });
  await menu.getByRole('menuitem', { name: /^Duplicate/ }).click();
  await expect(editor.cards('Cluster')).toHaveCount(3);

  await editor.card('Paris', 'Cluster').focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'Menu of Paris' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.card('Paris', 'Cluster')).toBeFocused();

  await editor.finding('vip-aliases-address').click({ button: 'right', position: { x: 40, y: 12 } });
  await page.getByRole('menu', { name: 'Menu of Finding' }).getByRole('menuitem', { name: 'Fix' }).click();
  await expect(editor.finding('vip-aliases-address')).toHaveCount(0);
});

test('a finger that rests opens the menu', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  const box = await editor.card('London', 'Cluster').boundingBox();
  if (!box) throw new Error('the card is not shown');
  const at = {
    clientX: box.x + 60,
    clientY: box.y + 12,
    pointerType: 'touch',
    isPrimary: true,
    pointerId: 7,
  };
  await editor.card('London', 'Cluster').dispatchEvent('pointerdown', at);
  await expect(page.getByRole('menu', { name: 'Menu of London' })).toBeVisible();
});

test('the finding that was fixed can be fixed again at once when that is undone', async ({
  editor,
  page,
}) => {
  await editor.openExample(BLACK_HOLE);
  await editor.finding('vip-aliases-address').getByRole('button', { name: 'Show' }).click();
  await editor.runCommand('fix the finding');
  await expect(editor.findings()).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('fix the finding');
  const fix = page.getByRole('option').first();
  await expect(fix).toContainText('Fix the finding');
  await expect(fix).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(editor.findings()).toHaveCount(0);
});

test('why a command does not apply stays in the foot while other things change', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dupl');
  await expect(page.getByRole('option').first()).toContainText('Select what to duplicate');
  await page.keyboard.press('Enter');
  const foot = editor.dialog.getByText('Not now: Select what to duplicate.');
  await expect(foot).toBeVisible();
  // Playing goes on behind the palette: every hop is another state.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dupl');
  await expect(page.getByRole('option').first()).toContainText('Select what to duplicate');
  await page.keyboard.press('Enter');
  await expect(foot).toBeVisible();
  // Several hops of 350 milliseconds.
  await page.waitForTimeout(1_500);
  await expect(foot).toBeVisible();
});

test('Escape directly followed by Ctrl+K opens the palette anew', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await page.keyboard.type('old words');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toHaveValue('');
});

test('what was found has the focus, wherever it was before: keys mean it', async ({ editor, page }) => {
  await editor.openExample(BLACK_HOLE);
  await page.getByRole('button', { name: 'Share' }).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('paris edge');
  await expect(page.getByRole('option').first()).toContainText('Paris edge');
  await page.keyboard.press('Enter');
  await expect(editor.card('Paris edge', 'Router')).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'New name for Paris edge' })).toBeFocused();
  await page.keyboard.press('Escape');

  await editor.runCommand('hide the canvas');
  await expect(editor.canvas).toHaveCount(0);
  await page.getByRole('button', { name: 'Share' }).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('london–paris');
  await expect(page.getByRole('option').first()).toContainText('London–Paris');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { name: /^London–Paris, link/ }).first()).toBeFocused();
});
