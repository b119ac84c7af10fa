import { test as base, expect } from '@playwright/test';
import { EditorPage } from './pages/editorPage.ts';
import { INTRANET, INTRANET_ARGUMENT, withStaticHost } from './staticHost.ts';

const test = base.extend<{ hosted: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  hosted: async ({}, use) => withStaticHost(use),
});

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), INTRANET_ARGUMENT] });
  },
});

test('in a folder of a static host everything is found: page, worker, icon, examples', async ({
  page,
  hosted,
}) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`http://localhost${hosted}?example=black-hole`);
  const editor = new EditorPage(page);
  await expect(editor.verdict).toContainText('reply captured');
  expect(missing).toEqual([]);
});

test('on an intranet over plain http, which browsers call insecure, drawing, judging, walking, saving and sharing all work', async ({
  page,
  hosted,
}) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const editor = new EditorPage(page);
  await page.goto(`http://${INTRANET}${hosted}?example=black-hole`);
  expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
  await expect(editor.verdict).toContainText('reply captured');
  await editor.palette.getByRole('button', { name: 'Cluster' }).click();
  await expect(editor.cards('Cluster')).toHaveCount(3);
  await editor.rename('On the intranet');
  await editor.waitUntilSaved();
  const link = await editor.shareLink();
  await page.reload();
  await expect(editor.heading).toHaveText('On the intranet');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor.preview).toBeVisible();
  expect(failures).toEqual([]);
});
