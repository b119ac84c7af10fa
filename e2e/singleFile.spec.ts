import { test as base, expect } from '@playwright/test';
import { EditorPage } from './pages/editorPage.ts';
import { withSingleFile } from './singleFile.ts';

const test = base.extend<{ file: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  file: async ({}, use) => withSingleFile(use),
});

test('one HTML file opened from a disk checks, walks, saves, shares, exports and imports, and asks for nothing else', async ({
  page,
  file,
}) => {
  const offences: string[] = [];
  page.on('pageerror', (error) => offences.push(error.message));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url().split(/[?#]/)[0] !== file)
      offences.push(request.url());
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) offences.push(message.text());
  });
  const editor = new EditorPage(page);
  await page.goto(`${file}?example=black-hole`);
  await expect(editor.verdict).toContainText('reply captured');
  await editor.palette.getByRole('button', { name: 'Cluster' }).click();
  await editor.rename('On a stick');
  await editor.waitUntilSaved();
  const link = await editor.shareLink();
  expect(link.startsWith(file)).toBe(true);
  await page.reload();
  await expect(editor.heading).toHaveText('On a stick');
  await editor.chooseFile({
    name: 'other.json',
    text: JSON.stringify({
      hopwright: 1,
      name: 'Read from a file',
      hosts: [{ id: 'a', addresses: ['192.0.2.1/24'] }],
    }),
  });
  await expect(editor.heading).toHaveText('Read from a file');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor.preview).toBeVisible();
  expect(offences).toEqual([]);
});
