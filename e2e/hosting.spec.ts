import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { builtApp } from './builtApp.ts';
import { EditorPage } from './pages/editorPage.ts';

const FOLDER = '/tools/hopwright/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The plainest web server there is, with the app in a folder below its root. */
const test = base.extend<{ hosted: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  hosted: async ({}, use) => {
    const server: Server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '', 'http://host').pathname);
      const name = path === FOLDER ? 'index.html' : normalize(path.slice(FOLDER.length));
      const file = join(builtApp, name);
      if (!path.startsWith(FOLDER) || !existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
      createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    await use(`:${(server.address() as AddressInfo).port}${FOLDER}`);
    await new Promise((resolve) => server.close(resolve));
  },
});

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const resolve = '--host-resolver-rules=MAP plans.intranet.test 127.0.0.1';
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), resolve] });
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
  await page.goto(`http://plans.intranet.test${hosted}?example=black-hole`);
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
