import { test as base, expect } from '@playwright/test';
import { EditorPage } from './pages/editorPage.ts';
import { withSingleFile } from './singleFile.ts';
import { INTRANET, INTRANET_ARGUMENT, withStaticHost } from './staticHost.ts';

/*
 * Wherever the page comes from, all of it works: checking, walking, sharing, exporting, importing and keeping. One list of
 * steps, in four worlds.
 */

interface World {
  readonly name: string;
  /** What the browser calls the page. */
  readonly secure: boolean;
  /** Begins where the page is; ends what it began. */
  readonly within: (editor: EditorPage, use: (address: string) => Promise<void>) => Promise<void>;
}

const WORLDS: readonly World[] = [
  {
    name: 'one file opened from a disk',
    secure: true,
    within: (_editor, use) => withSingleFile(use),
  },
  {
    name: 'a folder of a static host',
    secure: true,
    within: (_editor, use) => withStaticHost((place) => use(`http://localhost${place}`)),
  },
  {
    name: 'plain http on an intranet, which browsers call insecure',
    secure: false,
    within: (_editor, use) => withStaticHost((place) => use(`http://${INTRANET}${place}`)),
  },
  {
    name: 'no network, opened once before',
    secure: true,
    async within({ page }, use) {
      await page.goto('./');
      await page.evaluate(() => navigator.serviceWorker.ready);
      const address = page.url();
      await page.context().setOffline(true);
      await use(address);
      await page.context().setOffline(false);
    },
  },
];

const test = base.extend<{ failures: string[] }>({
  failures: [
    async ({ context }, use) => {
      const failures: string[] = [];
      context.on('weberror', (error) => failures.push(error.error().message));
      await use(failures);
      expect(failures).toEqual([]);
    },
    { auto: true },
  ],
});

test.use({
  serviceWorkers: 'allow',
  permissions: ['clipboard-read', 'clipboard-write'],
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), INTRANET_ARGUMENT] });
  },
});

for (const world of WORLDS) {
  test(`${world.name}: a plan is checked, walked, shared, exported, imported and kept`, async ({ page }) => {
    test.slow();
    const editor = new EditorPage(page);
    await world.within(editor, async (address) => {
      await test.step('opened', async () => {
        await page.goto(`${address}?example=black-hole`);
        expect(await page.evaluate(() => window.isSecureContext)).toBe(world.secure);
      });

      await test.step('checked', async () => {
        await editor.showResults('Findings');
        await expect(editor.finding('vip-aliases-address')).not.toHaveCount(0);
      });

      await test.step('walked', async () => {
        await expect(editor.verdict).toContainText('reply captured');
        await editor.walk('host:laptop', 'node:london/0');
        await expect(editor.verdict).not.toBeEmpty();
        await expect(editor.hops('Request').first()).toBeVisible();
      });

      const { plan } = await test.step('exported as a plan', () => editor.exported());
      const pictures = await test.step('exported as SVG and PNG', async () => {
        await editor.export('Export a picture');
        const svg = await editor.savePicture('SVG');
        await editor.dialog.getByLabel('Format').selectOption({ label: 'PNG, twice as large' });
        const png = await editor.savePicture('PNG');
        expect(svg.bytes.toString('utf8')).toContain('<svg');
        expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
        await page.keyboard.press('Escape');
        return [svg, png];
      });

      const link = await test.step('shared, and the link copied', async () => {
        const shown = await editor.shareLink();
        expect(shown.startsWith(address)).toBe(true);
        await page.getByRole('button', { name: 'Share', exact: true }).click();
        await editor.dialog.getByRole('button', { name: 'Copy link' }).click();
        await expect(editor.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
        await page.keyboard.press('Escape');
        return shown;
      });

      await test.step('imported from a file', async () => {
        await editor.chooseFile({ name: 'plan.json', text: JSON.stringify({ ...plan, name: 'By file' }) });
        await expect(editor.heading).toHaveText('By file');
        await expect(editor.cards('Cluster')).toHaveCount(2);
      });

      for (const { name, bytes } of pictures)
        await test.step(`imported by drop of ${name}`, async () => {
          await editor.dropFile({ name, text: bytes });
          await expect(editor.heading).toHaveText(String(plan.name));
          expect((await editor.exported()).plan).toEqual(plan);
          await editor.rename('Something else');
        });

      await test.step('kept over a reload', async () => {
        await editor.palette.getByRole('button', { name: 'Router' }).click();
        await editor.waitUntilSaved();
        const before = await editor.exported();
        await page.reload();
        await expect(editor.heading).toHaveText('Something else');
        expect((await editor.exported()).plan).toEqual(before.plan);
      });

      await test.step('the link opened, in front of the own work', async () => {
        await page.goto('about:blank');
        await page.goto(link);
        await expect(editor.preview).toBeVisible();
        await expect(editor.heading).toHaveText(String(plan.name));
        await expect(editor.verdict).toContainText('reply captured');
        await editor.preview.getByRole('button', { name: 'Close' }).click();
        await expect(editor.heading).toHaveText('Something else');
      });
    });
  });
}
