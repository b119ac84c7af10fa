import { deflateRawSync } from 'node:zlib';
import type { Browser, BrowserContext } from '@playwright/test';
import { expect, expectAccessible, test, watch } from './fixtures.ts';
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

/** Everything that a context asks of the network from now on: pages, workers, the service worker. */
function requestsOf(context: BrowserContext): string[] {
  const requests: string[] = [];
  context.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
  return requests;
}

test('the plan never leaves the page: over a whole session no request carries any of a link, or a #', async ({
  editor,
  page,
  context,
}) => {
  const requests = requestsOf(context);
  await editor.openExample('black-hole');
  await editor.rename('Never-on-the-wire');
  const url = await editor.shareLink();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(editor.preview).toBeVisible();
  await page.reload();
  await expect(editor.preview).toBeVisible();
  await editor.showResults('Paths');
  await editor.preview.getByRole('button', { name: 'Save a copy' }).click();
  await editor.waitUntilSaved();
  await editor.exported();
  await page.goto(url.replace('#', '?embed=1#'));
  await expect(editor.verdict).toBeVisible();
  const payload = url.split('#')[1] ?? '';
  expect(payload.length).toBeGreaterThan(300);
  expect(requests.length).toBeGreaterThan(0);
  const pieces = Array.from({ length: Math.floor(payload.length / 50) }, (_, index) =>
    payload.slice(3 + 50 * index, 15 + 50 * index),
  );
  const telling = ['#', 'Never-on-the-wire', ...pieces];
  expect(requests.filter((request) => telling.some((text) => request.includes(text)))).toEqual([]);
});

test('a link of the first version still opens, and is shared again as one of the newest', async ({
  editor,
  page,
}) => {
  await editor.open(link('{"hopwright":1,"name":"From long ago","routers":[{"id":"r"}]}'));
  await expect(editor.preview).toBeVisible();
  await expect(editor.heading).toHaveText('From long ago');
  const newer = await editor.shareLink();
  expect(newer).toContain('#v2/');
  await page.goto('about:blank');
  await page.goto(newer);
  await expect(editor.heading).toHaveText('From long ago');
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
const garbage = (version: number) => `#v${version}/${'Zm9v-_Aa'.repeat(25_000)}`;
const million = () => {
  const clusters = Array.from({ length: 200 }, (_, index) => ({
    id: `c${index}`,
    nodes: { cidrs: ['10.0.0.0/8'], count: 5_000 },
  }));
  return link(JSON.stringify({ hopwright: 1, name: 'A million nodes', clusters }));
};
const deep = () =>
  link(`{"hopwright":1,"name":"Deep","x-deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
const hostile: readonly (readonly [what: string, fragment: () => string, sentence: RegExp])[] = [
  [
    'cut in the middle',
    () => link('{"hopwright":1,"name":"A plan that is cut"}').slice(0, -12),
    /cut or damaged/,
  ],
  ['garbage', () => `#v1/${'x%20<script>alert(1)</script>'.repeat(20)}`, /cut or damaged|no Hopwright link/],
  ['no plan at all', () => '#just-some-anchor', /no Hopwright link/],
  ['a deflate bomb of 64 MiB', () => `#v1/${bomb()}`, /unpacks to more than 5 MiB/],
  ['200 kB of garbage as version 1', () => garbage(1), /cut or damaged/],
  ['200 kB of garbage as version 2', () => garbage(2), /cut or damaged/],
  ['a deflate bomb as version 2', () => `#v2/${bomb()}`, /unpacks to more than 5 MiB/],
  ['a million nodes', million, /1000000 nodes/],
  ['lists in lists, 100,000 deep', deep, /nested deeper than 64 levels/],
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
    expect(new URL(page.url()).hash).toBe('');
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

test('routes in a circle are a plan: it opens, and the packet that goes round is told', async ({
  editor,
}) => {
  const routers = ['a', 'b', 'c'];
  const circle = {
    hopwright: 1,
    name: 'Round and round',
    routers: routers.map((id, index) => ({
      id,
      routes: [{ to: '10.9.0.0/16', via: `${id}-${routers[(index + 1) % 3]}` }],
    })),
    links: routers.map((id, index) => ({
      id: `${id}-${routers[(index + 1) % 3]}`,
      ends: [id, routers[(index + 1) % 3]],
      routing: 'static',
    })),
    hosts: [{ id: 'h', router: 'a', addresses: ['192.168.1.10/24'] }],
    flows: [{ id: 'f', from: 'host:h', to: 'ip:10.9.0.1' }],
  };
  await editor.open(link(JSON.stringify(circle)));
  await expect(editor.verdict).toContainText('loop');
});

test('a link to this hop of the reply opens there in another browser', async ({
  editor,
  browser,
  baseURL,
  offences,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.scrubber.press('End');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await editor.dialog.getByRole('checkbox', { name: 'Open at hop 2 of the reply' }).check();
  const field = editor.dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/;view=flow:client-to-pod,reply:2$/);
  const url = await field.inputValue();

  const other = await freshBrowser(browser, baseURL ?? '', offences);
  await other.page.goto(url);
  await expect(other.scrubber).toHaveAttribute('aria-valuetext', /reply hop 2 of 2/);
  await other.preview.getByRole('button', { name: 'Save a copy' }).click();
  await expect(other.preview).toHaveCount(0);
  await expect(other.scrubber).toHaveAttribute('aria-valuetext', /reply hop 2 of 2/);
  await other.page.context().close();
});

test('a link to a finding opens with the finding selected', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  // The example opens with it.
  await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await editor.dialog
    .getByRole('checkbox', { name: /Open at the selected finding: vip-aliases-address/ })
    .check();
  const field = editor.dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/;view=finding:vip-aliases-address/);
  const url = await field.inputValue();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(editor.preview).toBeVisible();
  await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');
});

test('what stands behind a link is said, and the plan is shown all the same', async ({ editor, page }) => {
  const announcements = page.getByRole('status', { name: 'Announcements' });
  await editor.open(`${link('{"hopwright":1,"name":"Whole","routers":[{"id":"r"}]}')}&utm_source=mail`);
  await expect(editor.heading).toHaveText('Whole');
  await expect(announcements).toContainText('Behind the link stands "&utm_source=mail"');
});

test('the link is handed on as Markdown, as HTML and as a QR code, each copied by its button', async ({
  editor,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.open(link(JSON.stringify({ hopwright: 1, name: 'a "b" [c]', routers: [{ id: 'r' }] })));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const { dialog } = editor;
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard()).toMatch(/\/#v2\/[\w-]+$/);
  await dialog.getByRole('tab', { name: 'Markdown' }).click();
  await dialog.getByRole('button', { name: 'Copy Markdown' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard()).toMatch(/^\[!\[a "b" \\\[c\\\]\]\([\w.-]+\.png\)\]\(http\S+#v2\/[\w-]+\)$/);
  await dialog.getByRole('tab', { name: 'Web page' }).click();
  await dialog.getByRole('button', { name: 'Copy HTML' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await clipboard()).toMatch(
    /^<iframe src="http\S+\?embed=1#v2\/[\w-]+" title="a &quot;b&quot; \[c\]" [^>]*><\/iframe>$/,
  );
  await dialog.getByRole('tab', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await expectAccessible(page);
});

test('where a page may not write to the clipboard, the link is copied in the old way', async ({
  editor,
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false });
    document.addEventListener('copy', () => {
      document.title = `copied ${document.getSelection()?.toString() ?? ''}`;
    });
  });
  await editor.open(link('{"hopwright":1,"name":"Plain","routers":[{"id":"r"}]}'));
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await editor.dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(editor.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.title()).toContain('copied');
});

test('a link that chats would cut says so, and offers the file', async ({ editor, page }) => {
  const noise = Array.from({ length: 900 }, (_, index) => ((index * 2_654_435_761) >>> 0).toString(36)).join(
    ' ',
  );
  await editor.open(
    link(JSON.stringify({ hopwright: 1, name: 'Long', notes: noise, routers: [{ id: 'r' }] })),
  );
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(editor.dialog).toContainText('Chats and mail programs cut links longer than 4,000');
  await editor.dialog.getByRole('tab', { name: 'QR code' }).click();
  await expect(editor.dialog).toContainText('phones read QR codes of at most 1,200');
  const waiting = page.waitForEvent('download');
  await editor.dialog.getByRole('button', { name: 'Save as a file' }).click();
  expect((await waiting).suggestedFilename()).toBe('long.hopwright.json');
});

test('the button of a hop copies a link to it, and that of a finding one to that', async ({
  editor,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.openExample('black-hole');
  await editor.scrubber.press('End');
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await editor.timeline.getByRole('button', { name: 'Copy a link to this hop' }).click();
  await expect.poll(clipboard).toMatch(/#v2\/[\w-]+;view=flow:client-to-pod,reply:2$/);
  await editor
    .finding('vip-aliases-address')
    .getByRole('button', { name: 'Copy a link to this finding' })
    .click();
  await expect.poll(clipboard).toMatch(/#v2\/[\w-]+;view=finding:vip-aliases-address/);
});

test('a long link offers a picture with the plan inside', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await editor.dialog.getByRole('tab', { name: 'Markdown' }).click();
  await editor.dialog.getByRole('button', { name: 'Export the picture…' }).click();
  await expect(page.getByRole('dialog', { name: /picture/i })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
});
