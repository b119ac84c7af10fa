import { expect, test } from './fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test('once it was opened, the page opens, checks, walks, shares and saves without a network', async ({
  context,
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await editor.openExample('black-hole');
  await expect(editor.verdict).toContainText('reply captured');
  await editor.palette.getByRole('button', { name: 'Cluster' }).click();
  await editor.rename('In a tunnel');
  await editor.waitUntilSaved();
  const link = await editor.shareLink();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor.preview).toBeVisible();
});

test('the page can be installed: its manifest names it, and every icon is there', async ({
  page,
  editor,
}) => {
  await editor.open();
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = await (await page.request.get(address ?? '')).json();
  expect(manifest).toMatchObject({ name: 'Hopwright', start_url: './', display: 'standalone' });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status()).toBe(200);
});
