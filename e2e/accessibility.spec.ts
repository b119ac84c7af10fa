import { expect, expectAccessible, test } from './fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the empty page has no accessibility violation', async ({ editor, page }) => {
      await editor.open();
      await expectAccessible(page);
    });

    test('an example has none, on each tab of the results', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      for (const tab of ['Findings', 'Paths', 'Routes'] as const) {
        await editor.showResults(tab);
        await expectAccessible(page);
      }
    });

    test('a cluster in the inspector with an invalid field has none', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      await editor.selectOnCanvas('London', 'Cluster');
      await editor.field('Pod network 1').fill('10.0.0.1/16');
      await expectAccessible(page);
    });

    test('the share dialog has none', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(editor.dialog).toBeVisible();
      await expectAccessible(page);
    });

    test('a shared design that is looked at has none', async ({ editor, page }) => {
      await editor.openExample('overlay-gateway-snat');
      const link = await editor.shareLink();
      await page.goto('about:blank');
      await page.goto(link);
      await expect(editor.preview).toBeVisible();
      await expectAccessible(page);
    });
  });
}
