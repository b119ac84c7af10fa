import { deflateRawSync } from 'node:zlib';
import { expect, expectAccessible, test } from './fixtures.ts';

/*
 * axe finds nothing in any state that people meet, light and dark: the states of an ordinary session are in
 * accessibility.spec.ts, these are the rarer ones.
 */

/** An open menu belongs to what it was opened from, wherever it stands in the document, and scrolls with the arrow keys. */
const IN_A_MENU = ['region', 'scrollable-region-focusable'];

const many = {
  hopwright: 1,
  name: 'Two hundred',
  routers: Array.from({ length: 40 }, (_, i) => ({ id: `r${i}` })),
  clusters: Array.from({ length: 40 }, (_, i) => ({
    id: `c${i}`,
    router: `r${i}`,
    nodes: { cidrs: [`172.16.${i}.0/24`], count: 2 },
    pods: { cidrs: [`10.${i}.0.0/16`] },
  })),
  hosts: Array.from({ length: 120 }, (_, i) => ({
    id: `h${i}`,
    router: `r${i % 40}`,
    addresses: [`192.168.${i}.10/24`],
  })),
};
const link = (plan: object): string =>
  `#v1/${deflateRawSync(Buffer.from(JSON.stringify(plan))).toString('base64url')}`;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('one thing alone has no violation, on the canvas and in the outline', async ({ editor, page }) => {
      await editor.open();
      await page.keyboard.press('c');
      await expect(editor.cards('Cluster')).toHaveCount(1);
      await page.getByRole('treeitem', { name: /^Cluster 1/ }).focus();
      await page.keyboard.press('ArrowRight');
      await expectAccessible(page);
    });

    test('200 things have none', async ({ editor, page }) => {
      // axe looks at every element.
      test.setTimeout(300_000);
      await page.goto(`./${link(many)}`);
      await expect(editor.preview).toBeVisible();
      await expect(page.getByRole('treeitem').first()).toBeVisible();
      await expectAccessible(page);
    });

    test('the palette has none: empty, with commands that do not apply, with an address', async ({
      editor,
      page,
    }) => {
      await editor.openExample('black-hole');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
      await expectAccessible(page);
      await page.keyboard.type('align');
      await expect(page.getByRole('option').first()).toContainText('Align');
      await expectAccessible(page);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('10.32.0.7');
      await expect(page.getByRole('listbox')).toContainText('3 ranges match');
      await expectAccessible(page);
    });

    test('context menus have none', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      await editor.card('London', 'Cluster').click({ button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
      await expectAccessible(page, IN_A_MENU);
    });

    test('the outline in the place of the canvas, and the focus mode, have none', async ({
      editor,
      page,
    }) => {
      await editor.openExample('black-hole');
      await page.getByRole('button', { name: 'Work in the outline, without the canvas' }).click();
      await page.getByRole('treeitem', { name: /^London, cluster/ }).focus();
      await page.keyboard.press('ArrowRight');
      await expectAccessible(page);
      await page.keyboard.press('F2');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      await expect(editor.inspector).toBeHidden();
      await expectAccessible(page);
    });

    test('a read-only view and the list that was pasted have none', async ({ editor, page }) => {
      await editor.openExample('black-hole');
      await editor.paste('london 10.0.0.0/16\nclient 10.32.0.7');
      await expect(editor.dialog).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await editor.heading.focus();
      await page.keyboard.press('Alt+r');
      await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('Read-only view');
      await expectAccessible(page);
    });

    test('a page whose core does not start has none', async ({ editor, page, offences }) => {
      await page.route('**/main.worker*', (route) => route.abort());
      await editor.open();
      await page.keyboard.press('c');
      await expect(page.getByRole('alert', { name: 'Checking stopped' })).toBeVisible({ timeout: 20_000 });
      await expectAccessible(page);
      // The browser itself tells that the file was not loaded; that is what this test asked for.
      offences.console.length = 0;
    });
  });
}

test('a full store has none', async ({ editor, page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await editor.open();
  await page.keyboard.press('c');
  await expect(page.getByRole('status', { name: 'Saving' })).toContainText('Not saved');
  await expectAccessible(page);
});

test('an embedded plan has none', async ({ page }) => {
  await page.goto(
    `./?embed=1${link({ ...many, hosts: many.hosts.slice(0, 3), clusters: many.clusters.slice(0, 3) })}`,
  );
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
});
