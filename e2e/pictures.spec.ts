import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { EditorPage } from './pages/editorPage.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = (id: string): string => join(root, `public/examples/${id}.hopwright.json`);

let directory = '';
test.beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopwright-pictures-'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(
    process.execPath,
    [vite, 'build', '--mode', 'cli', '--logLevel', 'error', '--outDir', directory],
    {
      cwd: root,
    },
  );
});
test.afterAll(() => rmSync(directory, { recursive: true, force: true }));

const commandLine = (...args: string[]): Buffer =>
  execFileSync(process.execPath, [join(directory, 'hopwright.js'), ...args]);

/** Drops a picture onto the app in a browser that has never seen the plan, and tells what opened. */
async function openedElsewhere(browser: Browser, file: { name: string; bytes: Buffer }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const editor = new EditorPage(page);
  await editor.open();
  await editor.dropFile({ name: file.name, text: file.bytes });
  await expect(editor.cards('Cluster').first()).toBeVisible();
  const { plan } = await editor.exported();
  await context.close();
  return plan;
}

test('an SVG and a PNG open again by drop in another browser, as the plan that they were made of', async ({
  browser,
  editor,
}) => {
  await editor.openExample('black-hole');
  const { plan } = await editor.exported();
  await editor.export('Export a picture');
  const svg = await editor.savePicture('SVG');
  expect(svg.name).toBe('the-routing-black-hole-of-10-32-0-7.svg');
  await editor.dialog.getByLabel('Format').selectOption({ label: 'PNG, twice as large' });
  const png = await editor.savePicture('PNG');
  expect(png.name).toBe('the-routing-black-hole-of-10-32-0-7.png');

  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg.bytes.toString('utf8')) ?? [];
  expect([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)]).toEqual([
    2 * Number(width),
    2 * Number(height),
  ]);
  expect(await openedElsewhere(browser, svg)).toEqual(plan);
  expect(await openedElsewhere(browser, png)).toEqual(plan);
});

test('a picture without the plan inside, and one of somebody else, get a sentence', async ({ editor }) => {
  await editor.openExample('native');
  await editor.export('Export a picture');
  await editor.dialog.getByLabel('The plan inside').uncheck();
  const svg = await editor.savePicture('SVG');
  await editor.page.keyboard.press('Escape');
  await editor.dropFile({ name: svg.name, text: svg.bytes });
  await expect(editor.dialog).toContainText('this SVG has no plan inside');
  await editor.page.keyboard.press('Escape');
  await editor.dropFile({ name: 'holiday.jpg', text: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]) });
  await expect(editor.dialog).toContainText('this is a JPEG picture');
});

test('the command line writes the same bytes as the dialog, for SVG, report, CSV and lab', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.export('Export a picture');
  const light = await editor.savePicture('SVG');
  expect(
    light.bytes.equals(commandLine('export', 'svg', example('black-hole'), '--flow', 'client-to-pod')),
  ).toBe(true);
  await editor.dialog.getByLabel('Colours').selectOption({ label: 'Dark' });
  await editor.dialog.getByLabel('Findings').uncheck();
  await editor.dialog.getByLabel('The walk that is shown').uncheck();
  await editor.dialog.getByLabel('No background').check();
  const dark = await editor.savePicture('SVG');
  const options = ['--theme', 'dark', '--no-findings', '--transparent'];
  expect(dark.bytes.equals(commandLine('export', 'svg', example('black-hole'), ...options))).toBe(true);
  await page.keyboard.press('Escape');

  const report = await editor.downloaded(() => editor.export('Export a report in Markdown'));
  expect(report.name).toBe('the-routing-black-hole-of-10-32-0-7.md');
  expect(report.bytes.toString()).toBe(commandLine('export', 'report', example('black-hole')).toString());
  const csv = await editor.downloaded(() => editor.export('Export the address plan as CSV'));
  expect(csv.bytes.toString()).toBe(commandLine('export', 'csv', example('black-hole')).toString());
});

test('a picture has the layers that the canvas shows, says what it leaves out, and is the command line’s', async ({
  editor,
  page,
}) => {
  await editor.openExample('native');
  await page.getByRole('button', { name: 'Close the walk' }).click();
  const layers = page.getByRole('group', { name: 'Layers' });
  await layers.getByRole('button', { name: /^Ghost:/ }).click();
  await layers.getByRole('button', { name: /^VIP:/ }).click();
  await editor.export('Export a picture');
  const { bytes } = await editor.savePicture('SVG');
  const text = bytes.toString('utf8');
  expect(text).toContain('assumed: Amazon EKS uses');
  expect(text).toContain('Not drawn: VIP (service ranges).');
  const written = commandLine('export', 'svg', example('native'), '--layers', 'ghost,underlay,overlay,bgp');
  expect(bytes.equals(written)).toBe(true);
});

test('a lab comes with the lines that run it', async ({ editor, page }) => {
  await editor.openExample('native');
  await editor.export('Export as a lab');
  const commands = await editor.dialog.getByLabel('Commands').inputValue();
  const lab = await editor.downloaded(() =>
    editor.dialog.getByRole('button', { name: 'Save script' }).click(),
  );
  expect(commands.split('\n')).toEqual([
    `sudo sh ${lab.name} up`,
    `sudo sh ${lab.name} run --all`,
    `sudo sh ${lab.name} down`,
  ]);
  await expect(editor.dialog).toContainText('root rights');
  expect(lab.bytes.toString()).toBe(commandLine('export', 'lab', example('native')).toString());
  await expectAccessible(page);
});

test('a picture of any names is well-formed, and of a selection shows only that', async ({
  editor,
  page,
}) => {
  await editor.open();
  await editor.chooseFile({
    name: 'names.json',
    text: JSON.stringify({
      hopwright: 1,
      name: '<script>alert(1)</script> & "quotes" \u0001\ud800',
      routers: [
        { id: 'a', name: ']]> & <b>' },
        { id: 'b', name: 'נתונים' },
      ],
    }),
  });
  await editor.card('\\]\\]> & <b>', 'Router').click();
  await editor.export('Export a picture');
  const all = (await editor.savePicture('SVG')).bytes.toString('utf8');
  await editor.dialog.getByLabel('Only what is selected').check();
  const selected = (await editor.savePicture('SVG')).bytes.toString('utf8');
  const texts = (svg: string) =>
    page.evaluate((source) => {
      const read = new DOMParser().parseFromString(source, 'image/svg+xml');
      const error = read.querySelector('parsererror')?.textContent;
      return error ?? [...read.querySelectorAll('text')].map((text) => text.textContent);
    }, svg);
  expect(await texts(all)).toEqual(expect.arrayContaining([']]> & <b>', 'נתונים']));
  expect(await texts(selected)).toEqual([']]> & <b>', 'no network yet']);
});

test('a picture is copied; where the page may not, the dialog says so', async ({ context, editor, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await editor.openExample('native');
  await editor.canvas.click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+Shift+C');
  await expect(page.getByRole('status', { name: 'Announcements' })).toHaveText('The picture is copied.');
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap(({ types }) => types),
  );
  expect(types).toContain('image/png');

  await page.evaluate(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await page.keyboard.press('Control+Shift+C');
  await expect(editor.dialog).toContainText('copying is not allowed');
  await expect(editor.dialog.getByRole('button', { name: 'Copy as PNG' })).toBeDisabled();
  await expectAccessible(page);
});

test('print: the diagram on the first page, then address plan and findings, and nothing of the app', async ({
  editor,
  page,
}, info) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await editor.openExample('black-hole');
  await page.keyboard.press('Control+P');
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  await page.emulateMedia({ media: 'print' });
  const diagram = page.getByRole('img', { name: 'Diagram of The routing black hole of 10.32.0.7' });
  await expect(diagram).toBeVisible();
  await expect(editor.canvas).toBeHidden();
  const table = page.getByRole('table');
  await expect(
    table.getByRole('row', { name: /10\.32\.0\.0\/16 overlaps service range London/ }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
  await expect(page.getByText('Remedy: Move the service range of London')).toBeVisible();
  const box = await diagram.boundingBox();
  expect(box && box.y + box.height).toBeLessThanOrEqual(900);
  await info.attach('print', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });

  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  await expect(diagram).toHaveCount(0);
  await expect(editor.canvas).toBeVisible();
});
