import { expect, test } from './fixtures.ts';

test('without a mouse: a network is built, judged, renamed, walked and taken back', async ({
  editor,
  page,
}) => {
  await editor.open();
  const { keyboard } = page;
  await editor.palette.getByRole('button', { name: 'Router' }).press('Enter');
  await expect(editor.cards('Router')).toHaveCount(1);
  // Each is attached to the router, which is selected again before it.
  for (const kind of ['Cluster', 'Host']) {
    await editor.card('Router 1', 'Router').focus();
    await keyboard.press('Space');
    await editor.palette.getByRole('button', { name: kind }).press('Enter');
    await expect(editor.attachment(`${kind} 1`, 'Router 1')).toHaveCount(1);
  }
  await editor.card('Cluster 1', 'Cluster').focus();
  await keyboard.press('Space');
  await keyboard.press('F2');
  await keyboard.type('Shop');
  await keyboard.press('Enter');
  await expect(editor.card('Shop', 'Cluster')).toBeFocused();

  await editor.results.getByRole('tab', { name: 'Findings' }).focus();
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await editor.walkForm.getByLabel('From', { exact: true }).focus();
  await keyboard.type('host:host-1');
  await keyboard.press('Escape');
  await editor.walkForm.getByLabel('To', { exact: true }).focus();
  await keyboard.type('pod:cluster-1/app-0');
  await keyboard.press('Escape');
  await editor.walkForm.getByRole('button', { name: 'Walk', exact: true }).press('Enter');
  await expect(editor.verdict).toContainText('delivered');

  await editor.card('Shop', 'Cluster').focus();
  await keyboard.press('Control+z');
  await expect(editor.card('Cluster 1', 'Cluster')).toBeVisible();
  await keyboard.press('Control+Shift+z');
  await expect(editor.card('Shop', 'Cluster')).toBeVisible();
});

test('letters act on the canvas, and never while somebody types', async ({ editor, page }) => {
  await editor.openExample('native');
  await editor.selectOnCanvas('Shop', 'Cluster');
  await editor.field('Name').click();
  await page.keyboard.type('crew');
  await expect(editor.cards('Cluster')).toHaveCount(1);
  await editor.cards('Cluster').first().focus();
  await page.keyboard.press('c');
  await expect(editor.cards('Cluster')).toHaveCount(2);
});

test('F8 goes from finding to finding', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  // The story's own finding is selected when an example opens.
  await expect(editor.findings().nth(0)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('F8');
  await expect(editor.findings().nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Shift+F8');
  await expect(editor.findings().nth(0)).toHaveAttribute('aria-current', 'true');
});

test('Escape closes what lies on top, one thing at a time', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('London', 'Cluster');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(editor.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toHaveCount(0);
  await expect(editor.inspector.getByRole('heading', { name: 'London' })).toBeVisible();
});
