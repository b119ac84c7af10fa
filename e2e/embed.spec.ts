import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { test as base, expect, expectAccessible } from './fixtures.ts';
import { EditorPage } from './pages/editorPage.ts';

const plan = {
  hopwright: 1,
  name: 'Shown elsewhere',
  routers: [{ id: 'r' }],
  hosts: [
    { id: 'a', name: 'Anna', router: 'r', addresses: ['192.168.1.10/24'] },
    { id: 'b', name: 'Berta', router: 'r', addresses: ['192.168.2.10/24'], port: 443 },
  ],
  flows: [{ id: 'f', from: 'host:a', to: 'host:b' }],
};
const link = `#v1/${deflateRawSync(Buffer.from(JSON.stringify(plan))).toString('base64url')}`;

/** Another site: one page, with the plan in a frame. What the frame says is collected. */
const test = base.extend<{ wiki: { origin: string; open(page: Page, source: string): Promise<void> } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  wiki: async ({}, use) => {
    let source = '';
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>Wiki</title>
        <script>window.said = []; addEventListener('message', (event) => said.push(event.data));</script>
        <iframe title="Plan" src="${source.replaceAll('&', '&amp;')}" width="900" height="520"></iframe>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use({
      origin,
      async open(page, framed) {
        source = framed;
        await page.goto(`${origin}/page`);
      },
    });
    await new Promise((resolve) => server.close(resolve));
  },
});

const said = (page: Page) =>
  page.evaluate(() => (window as unknown as { said: Record<string, unknown>[] }).said);
const say = (page: Page, message: unknown) =>
  page.evaluate((data) => document.querySelector('iframe')?.contentWindow?.postMessage(data, '*'), message);

test('an embedded plan is looked at and played, not changed: no palette, no inspector, no results', async ({
  editor,
  page,
}) => {
  await editor.open(`?embed=1${link}`);
  await expect(editor.heading).toHaveText('Shown elsewhere');
  await expect(editor.verdict).toContainText('delivered');
  for (const part of [editor.palette, editor.inspector, editor.results, editor.preview])
    await expect(part).toHaveCount(0);
  await editor.timeline.getByRole('button', { name: 'Step forward' }).click();
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /hop 2/);
  await editor.timeline.getByRole('button', { name: 'Explain this hop' }).click();
  await expect(editor.dialog).toContainText('What decided on');
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toHaveCount(0);
  await editor.timeline.getByRole('button', { name: 'Close the walk' }).click();
  await expect(editor.timeline).toHaveCount(0);
  await page.getByLabel('Walk', { exact: true }).selectOption({ label: 'f' });
  await expect(editor.verdict).toContainText('delivered');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await editor.card('Anna', 'Host').click();
  await page.keyboard.press('Delete');
  await expect(editor.card('Anna', 'Host')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('This is an embedded plan');
  await expectAccessible(page);
});

test('an embedded plan touches no storage', async ({ editor, page }) => {
  await page.addInitScript(() => {
    const touched: string[] = [];
    Object.assign(window, { touched });
    for (const method of ['getItem', 'setItem', 'removeItem'] as const) {
      const original = Storage.prototype[method];
      Storage.prototype[method] = function (this: Storage, ...rest: unknown[]) {
        touched.push(`${method} ${rest[0]}`);
        return Reflect.apply(original, this, rest);
      } as never;
    }
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (...rest) => {
      touched.push(`indexedDB ${rest[0]}`);
      return open(...rest);
    };
  });
  await editor.open(`?embed=1&theme=dark${link}`);
  await expect(editor.verdict).toBeVisible();
  await editor.scrubber.press('End');
  await editor.card('Anna', 'Host').click();
  const traces = await page.evaluate(async () => ({
    touched: (window as unknown as { touched: string[] }).touched,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
  expect(traces).toEqual({ touched: [], databases: [], caches: [], workers: 0, cookies: '' });
});

test('the theme is as the address says, and ui=min leaves the picture, the timeline and the way out', async ({
  editor,
  page,
}) => {
  await editor.open(`?embed=1&ui=min&theme=dark${link}`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(editor.verdict).toBeVisible();
  const canvas = await editor.canvas.boundingBox();
  expect(canvas?.y).toBe(0);
  const out = page.getByRole('link', { name: 'Open in Hopwright' });
  await expect(out).toHaveAttribute('target', '_blank');
  const href = (await out.getAttribute('href')) ?? '';
  expect(new URL(href).search).toBe('');
  await page.goto(href);
  await expect(editor.preview).toBeVisible();
  await expect(editor.heading).toHaveText('Shown elsewhere');
});

test('a frame that has no plan, or a damaged one, says why', async ({ editor, page }) => {
  await editor.open('?embed=1');
  await expect(page.getByRole('alert')).toContainText('has no plan behind its #');
  await page.goto('about:blank');
  await editor.open(`?embed=1${link.slice(0, 60)}`);
  await expect(page.getByRole('alert')).toContainText('cut or damaged');
});

test('a page that the address names sends plans, is told what is shown, and gets the plan back', async ({
  browser,
  baseURL,
  wiki,
}) => {
  const page = await browser.newPage();
  await wiki.open(page, `${baseURL}?embed=1&origin=${encodeURIComponent(wiki.origin)}`);
  await expect
    .poll(() => said(page))
    .toContainEqual(expect.objectContaining({ type: 'hopwright:ready', formats: ['json', 'link', 'svg'] }));
  await say(page, { type: 'hopwright:load', id: 1, plan });
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Shown elsewhere');
  await expect
    .poll(() => said(page))
    .toContainEqual({ type: 'hopwright:load', id: 1, ok: true, problems: [], remarks: [] });
  await frame.getByRole('button', { name: 'Step forward' }).click();
  await expect
    .poll(() => said(page))
    .toContainEqual(
      expect.objectContaining({
        type: 'hopwright:changed',
        name: 'Shown elsewhere',
        errors: 0,
        view: { walk: { flow: 'f' }, hop: { leg: 'request', number: 2 } },
      }),
    );
  await say(page, { type: 'hopwright:export', id: 2, format: 'json' });
  await expect
    .poll(() => said(page))
    .toContainEqual({ type: 'hopwright:export', id: 2, format: 'json', content: plan });
  await say(page, { type: 'hopwright:export', id: 'picture', format: 'svg' });
  await expect
    .poll(() => said(page))
    .toContainEqual(
      expect.objectContaining({
        id: 'picture',
        content: expect.stringMatching(/<svg.*Berta.*<\/svg>\s*$/s),
      }),
    );
  await say(page, { type: 'hopwright:load', id: 3, plan: { hopwright: 1, name: 'x', hosts: {} } });
  await expect
    .poll(() => said(page))
    .toContainEqual(expect.objectContaining({ type: 'hopwright:load', id: 3, ok: false }));
  await page.close();
});

test('a page that the address does not name hears nothing and is not heard', async ({
  browser,
  baseURL,
  wiki,
}) => {
  const page = await browser.newPage();
  const origin = encodeURIComponent('https://other.example');
  await wiki.open(page, `${baseURL}?embed=1&origin=${origin}${link}`);
  const heading = page.frameLocator('iframe').getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Shown elsewhere');
  await say(page, { type: 'hopwright:load', plan: { hopwright: 1, name: 'Forced upon it' } });
  await say(page, { type: 'hopwright:export' });
  await page.frameLocator('iframe').getByRole('button', { name: 'Step forward' }).click();
  await expect(page.frameLocator('iframe').getByRole('slider')).toHaveAttribute('aria-valuetext', /hop 2/);
  await expect(heading).toHaveText('Shown elsewhere');
  expect(await said(page)).toEqual([]);
  await page.close();
});

test('embedded in a narrow column of a dark page it still shows everything', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    viewport: { width: 390, height: 560 },
    colorScheme: 'dark',
  });
  const editor = new EditorPage(await context.newPage());
  await editor.open(`?embed=1${link}`);
  await expect(editor.verdict).toBeVisible();
  const wide = await editor.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await expect(editor.page.getByRole('link', { name: 'Open in Hopwright' })).toBeInViewport();
  await expectAccessible(editor.page);
  await context.close();
});
