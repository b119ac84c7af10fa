import { expect, expectAccessible, test } from './fixtures.ts';

test('the commands that are wanted most stand at what is selected, and on no card', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const bar = page.getByRole('toolbar', { name: 'Actions for London' });
  await expect(bar).toBeHidden();
  await editor.selectOnCanvas('London', 'Cluster');
  await expect(bar.getByRole('button')).toHaveText(['', '', '', '', '']);
  for (const name of ['Edit', 'Link', 'Walk a packet', 'Duplicate', 'More'])
    await expect(bar.getByRole('button', { name })).toBeVisible();
  const box = await bar.boundingBox();
  for (const card of await editor.canvas.getByRole('group', { name: /^(Cluster|Router|Host) / }).all()) {
    const other = await card.boundingBox();
    if (!box || !other) throw new Error('it is not shown');
    const apart =
      box.x + box.width <= other.x ||
      other.x + other.width <= box.x ||
      box.y + box.height <= other.y ||
      other.y + other.height <= box.y;
    expect(apart).toBe(true);
  }
  await expectAccessible(page);

  await bar.getByRole('button', { name: 'Duplicate' }).click();
  await expect(editor.card('London copy', 'Cluster')).toBeVisible();
  await editor.undo.click();
});

test('it is reached and left by keys, and its menu is that of the card', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  const card = editor.card('Paris edge', 'Router');
  await card.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Alt+Enter');
  const bar = page.getByRole('toolbar', { name: 'Actions for Paris edge' });
  await expect(bar.getByRole('button', { name: 'Edit' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(bar.getByRole('button', { name: 'Link' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu', { name: 'Menu of Paris edge' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(bar.getByRole('button', { name: 'More' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();
  await expect(bar).toBeVisible();
});

test('it is gone while a card is dragged, and where nothing can be changed', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('Paris', 'Cluster');
  const bar = page.getByRole('toolbar', { name: /^Actions for/ });
  await expect(bar).toBeVisible();
  const box = await editor.card('Paris', 'Cluster').boundingBox();
  if (!box) throw new Error('it is not shown');
  await page.mouse.move(box.x + box.width / 2, box.y + 14);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + 60, { steps: 5 });
  await expect(bar).toBeHidden();
  await page.mouse.up();
  await expect(bar).toBeVisible();

  await page.keyboard.press('Alt+r');
  await expect(bar).toBeHidden();
  await expect(
    editor
      .card('Paris', 'Cluster')
      .getByTitle(/^Draw a line/)
      .first(),
  ).toBeHidden();
});
