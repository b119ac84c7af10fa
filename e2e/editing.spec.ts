import { expect, expectAccessible, test } from './fixtures.ts';

test('a cluster dragged from the palette comes with ranges that are free, and is selected', async ({
  editor,
}) => {
  await editor.open();
  await editor.dragFromPalette('Cluster', { x: 0.3, y: 0.4 });
  await editor.dragFromPalette('Cluster', { x: 0.7, y: 0.6 });
  await expect(editor.cards('Cluster')).toHaveCount(2);
  await expect(editor.card('Cluster 2', 'Cluster')).toBeVisible();
  await expect(editor.inspector.getByRole('heading', { name: 'Cluster 2' })).toBeVisible();
  await expect(editor.findings().filter({ has: editor.severity('error') })).toHaveCount(0);
});

test('lines between dots attach a cluster to a router, and link two routers', async ({ editor }) => {
  await editor.open();
  await editor.dragFromPalette('Cluster', { x: 0.25, y: 0.2 });
  await editor.dragFromPalette('Router', { x: 0.25, y: 0.75 });
  await editor.dragFromPalette('Router', { x: 0.7, y: 0.75 });
  await editor.drawLine(editor.card('Cluster 1', 'Cluster'), editor.card('Router 1', 'Router'));
  await expect(editor.attachment('Cluster 1', 'Router 1')).toHaveCount(1);
  await editor.drawLine(editor.card('Router 1', 'Router'), editor.card('Router 2', 'Router'));
  await expect(editor.link(/^VPN .* between Router 1 and Router 2/)).toHaveCount(1);
});

test('a plan drawn from nothing is walked: cluster, two routers, a link, a client', async ({ editor }) => {
  await editor.open();
  await editor.dragFromPalette('Cluster', { x: 0.2, y: 0.15 });
  await editor.dragFromPalette('Router', { x: 0.2, y: 0.7 });
  await editor.dragFromPalette('Router', { x: 0.7, y: 0.7 });
  await editor.dragFromPalette('Host', { x: 0.7, y: 0.15 });
  await editor.drawLine(editor.card('Cluster 1', 'Cluster'), editor.card('Router 1', 'Router'));
  await editor.drawLine(editor.card('Host 1', 'Host'), editor.card('Router 2', 'Router'));
  await editor.drawLine(editor.card('Router 1', 'Router'), editor.card('Router 2', 'Router'));
  await editor.walk('host:host-1', 'pod:cluster-1/app-0');
  await expect(editor.verdict).toContainText('delivered');
});

test('a name is changed in place, and undo brings the old one back', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.card('London', 'Cluster').getByText('London', { exact: true }).dblclick();
  await page.getByLabel('New name for London').fill('Croydon');
  await page.keyboard.press('Enter');
  await expect(editor.card('Croydon', 'Cluster')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(editor.card('London', 'Cluster')).toBeVisible();
});

test('a range is changed on its card: a text that is none stays with its reason, Escape keeps the old one', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const london = editor.card('London', 'Cluster');
  await london.getByText('10.32.0.0/16').dblclick();
  const field = london.getByRole('textbox', { name: 'New value for service range 10.32.0.0/16' });
  await expect(field).toBeFocused();
  await field.fill('10.33.0.1/16');
  await expect(london.getByRole('alert')).toContainText('did you mean 10.33.0.0/16?');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(london).toBeFocused();
  await expect(london).toContainText('10.32.0.0/16');

  await london.getByText('10.32.0.0/16').dblclick();
  await page.keyboard.press('ArrowUp');
  await expect(field).toHaveValue('10.33.0.0/16');
  await page.keyboard.press('Enter');
  await expect(london).toContainText('10.33.0.0/16');
  await expect(editor.announcements).toHaveText(
    'The service range of London is 10.33.0.0/16 now; 2 errors gone. No errors or warnings.',
  );
  await editor.undo.click();
  await expect(london).toContainText('10.32.0.0/16');
});

test('a range has a menu of its own, by mouse and by key, on its card and in the outline', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const london = editor.card('London', 'Cluster');
  await london.getByText('10.0.0.0/16').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Menu of London, pod range 10.0.0.0/16' });
  await menu.getByRole('menuitem', { name: 'Move to the next free one' }).click();
  await expect(london).toContainText('10.2.0.0/16');
  await editor.undo.click();

  await london.getByText('10.32.0.0/16').click();
  await page.keyboard.press('Shift+F10');
  await page
    .getByRole('menu', { name: 'Menu of London, service range 10.32.0.0/16' })
    .getByRole('menuitem', { name: 'Edit in place' })
    .click();
  await expect(london.getByRole('textbox', { name: /^New value for service range/ })).toBeFocused();
  await page.keyboard.press('Escape');

  const row = page.getByRole('treeitem', { name: /^London, cluster/ });
  await row.focus();
  await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Edit in place' }).click();
  await expect(editor.field('Service range 1')).toBeFocused();
});

test('whoever types on a card comes to the palette and to the other parts of the page by their keys', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const london = editor.card('London', 'Cluster');
  const palette = page.getByRole('combobox', { name: 'Command palette' });

  await london.getByText('10.32.0.0/16').dblclick();
  await london.getByRole('textbox', { name: /^New value for service range/ }).fill('10.96.0.0/16');
  await page.keyboard.press('Control+k');
  await expect(palette).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(london).toContainText('10.96.0.0/16');

  await london.getByText('London', { exact: true }).dblclick();
  await page.keyboard.type('Croydon');
  await page.keyboard.press('Control+k');
  await expect(palette).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.card('Croydon', 'Cluster')).toBeVisible();

  await editor.card('Croydon', 'Cluster').getByText('Croydon', { exact: true }).dblclick();
  await page.keyboard.type('Acton');
  await editor.field('Number of nodes').click();
  await expect(editor.field('Number of nodes')).toBeFocused();
  await expect(editor.card('Acton', 'Cluster')).toBeVisible();

  await editor.canvas.click({ position: { x: 30, y: 420 } });
  await page.keyboard.press('t');
  await expect(editor.canvas.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  await page.keyboard.type('Ask them');
  await page.keyboard.press('Control+k');
  await expect(palette).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor.note('Ask them')).toBeVisible();
});

test('Escape keeps the name', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.card('London', 'Cluster').getByText('London', { exact: true }).dblclick();
  await page.getByLabel('New name for London').fill('Croydon');
  await page.keyboard.press('Escape');
  await expect(editor.card('London', 'Cluster')).toBeVisible();
});

for (const key of ['Delete', 'Backspace']) {
  test(`${key} removes a router with its links, and undo brings everything back`, async ({
    editor,
    page,
  }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('Paris edge', 'Router');
    await page.keyboard.press(key);
    await expect(editor.card('Paris edge', 'Router')).toHaveCount(0);
    await expect(editor.link(/^VPN London–Paris/)).toHaveCount(0);
    await editor.undo.click();
    await expect(editor.card('Paris edge', 'Router')).toBeVisible();
    await expect(editor.link(/^VPN London–Paris/)).toHaveCount(1);
  });
}

test('a drag of several cards is one entry in the history', async ({ editor }) => {
  await editor.openExample('black-hole');
  const before = await editor.positions();
  await editor.selectOnCanvas('London', 'Cluster');
  await editor
    .card('London edge', 'Router')
    .getByText('London edge', { exact: true })
    .click({ modifiers: ['Shift'] });
  await editor.dragCard(editor.card('London', 'Cluster'), { x: 60, y: 40 });
  await expect(editor.undo).toHaveAccessibleName(/Move/);
  const after = await editor.positions();
  const [dx, dy] = difference(before.london, after.london);
  expect(dx).toBeGreaterThan(20);
  expect(difference(before['edge-l'], after['edge-l'])).toEqual([dx, dy]);
  expect(after.paris).toEqual(before.paris);
  await editor.undo.click();
  expect(await editor.positions()).toEqual(before);
  await expect(editor.undo).toBeDisabled();
  await editor.redo.click();
  expect(await editor.positions()).toEqual(after);
  await expect(editor.redo).toBeDisabled();
});

test('a burst of arrow keys is one entry in the history', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  const before = await editor.positions();
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.card('London', 'Cluster').focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  const [dx, dy] = difference(before.london, (await editor.positions()).london);
  expect(dx).toBeGreaterThan(20);
  expect(dy).toBe(0);
  await editor.undo.click();
  expect(await editor.positions()).toEqual(before);
  await expect(editor.undo).toBeDisabled();
});

test('typing in one field is one entry in the history', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.field('Name').fill('');
  await editor.field('Name').pressSequentially('Greenwich');
  await expect(editor.card('Greenwich', 'Cluster')).toBeVisible();
  await editor.undo.click();
  await expect(editor.card('London', 'Cluster')).toBeVisible();
  await expect(editor.undo).toBeDisabled();
});

test('Ctrl+D makes a copy with ranges of its own', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('Paris', 'Cluster');
  await page.keyboard.press('Control+d');
  await expect(editor.card('Paris copy', 'Cluster')).toBeVisible();
  await expect(editor.range(editor.card('Paris copy', 'Cluster'), '10.1.0.0/16')).toHaveCount(0);
  await editor.undo.click();
  await expect(editor.card('Paris copy', 'Cluster')).toHaveCount(0);
});

test('a text that makes no plan is kept in its field, with the reason beside it, and the plan stays as it was', async ({
  editor,
}) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('London', 'Cluster');
  const field = editor.field('Pod network 1');
  await field.fill('10.0.0.1/16');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(
    /10\.0\.0\.1\/16 has host bits set; did you mean 10\.0\.0\.0\/16\?/,
  );
  await expect(editor.range(editor.card('London', 'Cluster'), '10.0.0.0/16')).toBeVisible();
  await editor.inspector.getByRole('button', { name: 'Use 10.0.0.0/16' }).click();
  await expect(field).toHaveValue('10.0.0.0/16');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
});

test('ranges that overlap are marked on both owners while typing, and the marks go with the overlap', async ({
  editor,
}) => {
  await editor.openExample('static-vpn');
  const london = editor.card('London', 'Cluster');
  const paris = editor.card('Paris', 'Cluster');
  await expect(editor.finding('pod-networks-overlap')).toHaveCount(0);
  await editor.selectOnCanvas('Paris', 'Cluster');
  await editor.field('Pod network 1').fill('10.0.128.0/17');
  for (const [card, text] of [
    [london, '10.0.0.0/16'],
    [paris, '10.0.128.0/17'],
  ] as const)
    await expect(
      editor.range(card, text).getByRole('img', { name: /^error, common: .*10\.0\.128\.0\/17/ }),
    ).toBeVisible();
  await editor.showResults('Findings');
  await expect(editor.finding('pod-networks-overlap')).toHaveCount(1);
  await editor.field('Pod network 1').fill('10.1.0.0/16');
  await expect(editor.finding('pod-networks-overlap')).toHaveCount(0);
  await expect(editor.range(london, '10.0.0.0/16').getByRole('img')).toHaveCount(0);
});

test('the black hole: both owners and both ranges are marked from the start', async ({ editor }) => {
  await editor.openExample('black-hole');
  const common = { name: /^error, common: .*10\.32\.0\.7\/32/ };
  await expect(
    editor.range(editor.card('London', 'Cluster'), '10.32.0.0/16').getByRole('img', common),
  ).toBeVisible();
  await expect(
    editor.range(editor.card('Client', 'Host'), '10.32.0.7/24').getByRole('img', common),
  ).toBeVisible();
});

test('a cluster opens to show its nodes and pods', async ({ editor }) => {
  await editor.openExample('black-hole');
  const card = editor.card('London', 'Cluster');
  await card.getByRole('button', { name: 'Open London: 3 nodes' }).click();
  await expect(card.getByRole('list', { name: 'Nodes of London' })).toContainText('172.16.0.2');
  await expect(card.getByRole('list', { name: 'Nodes of London' })).toContainText('10.0.0.2');
  await card.getByRole('button', { name: 'Close London: 3 nodes' }).click();
  await expect(card.getByRole('list', { name: 'Nodes of London' })).toHaveCount(0);
});

type Place = readonly [number, number] | undefined;
const difference = (a: Place, b: Place) => [(b?.[0] ?? 0) - (a?.[0] ?? 0), (b?.[1] ?? 0) - (a?.[1] ?? 0)];
