import { expect, test } from './fixtures.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the story opens where the walk is lost, large enough to read; the whole plan is one press away', async ({
    editor,
    page,
  }) => {
    await editor.openExample('black-hole');
    const zoom = editor.canvas.getByRole('button', { name: /^Zoom \d+ percent/ });
    await expect(zoom).toHaveText('65%');
    await expect(editor.card('London', 'Cluster')).toBeInViewport({ ratio: 1 });
    await expect(editor.canvas.getByText('captured at node:london/0')).toBeInViewport({ ratio: 1 });
    await editor.canvas.getByRole('button', { name: 'Fit the plan in view' }).click();
    await expect(zoom).toHaveText('39%');
    // Whoever looks elsewhere stays there when the walk is told again.
    await page.getByRole('button', { name: 'Step forward' }).click();
    await expect(zoom).toHaveText('75%');
  });
});

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 820, height: 1100 } });

  test('the words of a lost reply cover no number of the walk', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    const words = await editor.canvas.getByText('captured at node:london/0').boundingBox();
    for (const number of await page.locator('svg [data-cursor] text').all()) {
      const box = await number.boundingBox();
      if (!words || !box || (await number.textContent())?.match(/captured|by /)) continue;
      const apart =
        box.x + box.width <= words.x ||
        words.x + words.width <= box.x ||
        box.y + box.height <= words.y ||
        words.y + words.height <= box.y;
      expect(apart, (await number.textContent()) ?? '').toBe(true);
    }
  });
});

test('a cluster that is opened leaves the whole plan in view, where it was', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.getByRole('button', { name: /^Open London/ }).click();
  const controls = await editor.canvas.getByRole('button', { name: 'Hand tool' }).boundingBox();
  await expect(async () => {
    for (const card of await editor.canvas.getByRole('group', { name: /^(Cluster|Router|Host) / }).all()) {
      const box = await card.boundingBox();
      if (!box || !controls) throw new Error('it is not shown');
      expect(box.y + box.height).toBeLessThan(controls.y);
    }
  }).toPass();
});
