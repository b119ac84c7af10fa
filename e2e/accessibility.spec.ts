import { expect, expectAccessible, test } from './fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the empty page has no accessibility violation', async ({ editor, page }) => {
      await editor.open();
      await expectAccessible(page);
    });

    for (const tab of ['Findings', 'Paths', 'Routes', 'Address plan', 'Assumptions'] as const)
      test(`an example has none, on the tab ${tab} of the results`, async ({ editor, page }) => {
        await editor.openExample('black-hole');
        await editor.showResults(tab);
        await expectAccessible(page);
      });

    test('what a fix would change, and the text of a rule, have none', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      const finding = editor.finding('vip-aliases-address');
      await finding.getByRole('button', { name: 'Fix' }).click();
      await expectAccessible(page);
      await finding.getByRole('button', { name: 'Explain' }).click();
      await expect(editor.dialog.getByRole('heading', { name: 'What happens' })).toBeVisible();
      await expectAccessible(page);
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

    test('opened menus, the list of keys and an opened cluster have none', async ({ editor, page }) => {
      await editor.openExample('overlay-gateway-snat');
      for (const menu of ['Designs', 'Examples']) {
        await page.getByRole('button', { name: menu }).click();
        await expect(page.getByRole('menu')).toBeVisible();
        // An open menu belongs to its button, wherever it stands in the document, and scrolls with the arrow keys.
        await expectAccessible(page, ['region', 'scrollable-region-focusable']);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
      }
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /^Open London/ })
        .first()
        .click();
      await expectAccessible(page);
    });

    test('why a file cannot be opened is told without any', async ({ editor, page }) => {
      await editor.open();
      await editor.paste('{ "hopwright": 1, "clusters": [{}] }');
      await expect(editor.dialog).toBeVisible();
      await expectAccessible(page);
    });

    test('a phone has none, with each of its drawers', async ({ editor, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await editor.openExample('black-hole');
      await expectAccessible(page);
      for (const drawer of ['Inspector', 'Results']) {
        await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: drawer }).click();
        await expect(page.getByLabel(drawer, { exact: true }).first()).toBeVisible();
        await expectAccessible(page);
      }
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
