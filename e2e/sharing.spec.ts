import { deflateRawSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { expect, test, watch } from './fixtures.ts';
import { EditorPage } from './pages/editorPage.ts';

/** Another person's browser: a context with nothing in it, watched like the first. */
async function freshBrowser(
  browser: Browser,
  baseURL: string,
  offences: Parameters<typeof watch>[2],
): Promise<EditorPage> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
  await watch(context, new URL(baseURL).origin, offences);
  return new EditorPage(await context.newPage());
}

const link = (text: string) => `#v1/${deflateRawSync(Buffer.from(text)).toString('base64url')}`;

test('a link made in one browser opens in a fresh one to the same plan', async ({
  editor,
  browser,
  baseURL,
  offences,
}) => {
  await editor.openExample('couchbase-key');
  await editor.rename('Grüße an Łódź 🚦');
  const sent = await editor.exported();
  const url = await editor.shareLink();
  expect(new URL(url).search).toBe('');

  const other = await freshBrowser(browser, baseURL ?? '', offences);
  await other.page.goto(url);
  await expect(other.preview).toBeVisible();
  await expect(other.heading).toHaveText('Grüße an Łódź 🚦');
  await other.preview.getByRole('button', { name: 'Save a copy' }).click();
  await expect(other.preview).toHaveCount(0);
  const received = await other.exported();
  expect(received.plan).toEqual(sent.plan);
  await other.page.context().close();
});

test('the plan never leaves the page: no request carries any of the link', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  const url = await editor.shareLink();
  const payload = url.split('#v1/')[1] ?? '';
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('about:blank');
  await page.goto(url);
  await expect(editor.preview).toBeVisible();
  expect(requests.length).toBeGreaterThan(0);
  for (const request of requests) expect(request).not.toContain(payload.slice(0, 40));
});

test('a link is looked at without touching local work, and closing it comes back to that', async ({
  editor,
  page,
}) => {
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Cluster' }).click();
  await editor.rename('My own work');
  await editor.waitUntilSaved();
  await editor.open(link('{"hopwright":1,"name":"From a friend","routers":[{"id":"r"}]}'));
  await expect(editor.preview).toBeVisible();
  await expect(editor.heading).toHaveText('From a friend');
  await editor.preview.getByRole('button', { name: 'Close' }).click();
  await expect(editor.heading).toHaveText('My own work');
  await page.reload();
  await expect(editor.heading).toHaveText('My own work');
  await expect(editor.card('Cluster 1', 'Cluster')).toBeVisible();
});

const bomb = () => deflateRawSync(Buffer.alloc(64 * 1024 * 1024, 0x20)).toString('base64url');
const hostile: readonly (readonly [what: string, fragment: () => string, sentence: RegExp])[] = [
  [
    'cut in the middle',
    () => link('{"hopwright":1,"name":"A plan that is cut"}').slice(0, -12),
    /cut or damaged/,
  ],
  ['garbage', () => `#v1/${'x%20<script>alert(1)</script>'.repeat(20)}`, /cut or damaged|no Hopwright link/],
  ['no plan at all', () => '#just-some-anchor', /no Hopwright link/],
  ['a deflate bomb of 64 MiB', () => `#v1/${bomb()}`, /unpacks to more than 5 MiB/],
  ['a link of a newer version', () => '#v7/AAAA', /version v7.*newer Hopwright/],
  ['a plan of a newer version', () => link('{"hopwright":9,"name":"Later"}'), /format version 9/],
  [
    'a plan with mistakes',
    () => link('{"hopwright":1,"name":"x","clusterss":[]}'),
    /clusterss.*did you mean clusters/,
  ],
];

for (const [what, fragment, sentence] of hostile) {
  test(`hostile link, ${what}: a sentence, and local work is intact`, async ({ editor, page }) => {
    await editor.open();
    await editor.palette.getByRole('button', { name: 'Router' }).click();
    await editor.rename('My own work');
    await editor.waitUntilSaved();
    await page.goto('about:blank');
    await page.goto(`./${fragment()}`);
    await expect(editor.dialog).toContainText(sentence);
    await page.keyboard.press('Escape');
    await expect(editor.dialog).toHaveCount(0);
    await expect(editor.heading).toHaveText('My own work');
    await expect(editor.card('Router 1', 'Router')).toBeVisible();
  });
}

test('names out of a link are shown as text, whatever they look like', async ({ editor, page }) => {
  const name = '<img src=x onerror="document.title=1">';
  await editor.open(link(JSON.stringify({ hopwright: 1, name, routers: [{ id: 'r', name }] })));
  await expect(editor.heading).toHaveText(name);
  await expect(editor.card('r', 'Router').or(editor.cards('Router'))).toContainText(name);
  expect(await page.title()).toContain(name);
});
