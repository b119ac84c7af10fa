import { expect, test } from './fixtures.ts';

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
  const second = new (editor.constructor as typeof import('./pages/editorPage.ts').EditorPage)(
    await context.newPage(),
  );
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
