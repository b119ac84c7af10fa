import { expect, expectAccessible, test } from './fixtures.ts';

test('what is copied is pasted in another tab, readable, with its links, in one step back', async ({
  editor,
  page,
  context,
}) => {
  await editor.openExample('black-hole');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(editor.announcements).toContainText('Copied');

  const other = await context.newPage();
  const { EditorPage } = await import('./pages/editorPage.ts');
  const second = new EditorPage(other);
  await second.open('?example=native');
  const clusters = await second.cards('Cluster').count();
  await second.heading.focus();
  await other.keyboard.press('Control+v');
  await expect(second.cards('Cluster')).toHaveCount(clusters + 2);
  await expect(second.link(/^VPN London–Paris/)).toHaveCount(1);
  await second.undo.click();
  await expect(second.cards('Cluster')).toHaveCount(clusters);
});

test('pasted beside itself, ids and names are new and ranges stay; cut takes away', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.card('London', 'Cluster').focus();
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
  await expect(editor.card('London 2', 'Cluster')).toContainText('10.0.0.0/16');
  await page.keyboard.press('Control+x');
  await expect(editor.card('London 2', 'Cluster')).toHaveCount(0);
  await expect(editor.card('London', 'Cluster')).toHaveCount(1);
});

test('a list of networks and addresses is shown before it becomes clusters and hosts', async ({
  editor,
  page,
}) => {
  await editor.open();
  await editor.paste('london 10.0.0.0/16\nParis 10.1.0.0/16\nclient 10.32.0.7');
  await expect(
    editor.dialog.getByRole('list', { name: 'What was pasted' }).getByRole('listitem'),
  ).toHaveCount(3);
  await editor.dialog.getByRole('checkbox', { name: /10\.1\.0\.0\/16/ }).uncheck();
  await editor.dialog.getByRole('button', { name: 'Add 2 things' }).click();
  await expect(editor.card('london', 'Cluster')).toContainText('10.0.0.0/16');
  await expect(editor.card('client', 'Host')).toContainText('10.32.0.7/24');
  await editor.undo.click();
  await expect(editor.cards('Cluster')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a text that cannot be pasted gets a sentence, and nothing changes', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.paste('{"apiVersion":"v1","kind":"List","items":[]}');
  await expect(editor.announcements).toContainText('Kubernetes');
  await editor.paste('good morning');
  await expect(editor.announcements).toContainText('nothing was pasted');
  await expect(editor.cards('Cluster')).toHaveCount(2);
});

test('Ctrl+Shift+V takes only the addresses of what is on the clipboard', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.card('Client', 'Host').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+Shift+V');
  await expect(editor.dialog.getByRole('list', { name: 'What was pasted' })).toContainText('10.32.0.7/24');
  await editor.dialog.getByRole('button', { name: 'Add 1 thing' }).click();
  await expect(editor.card('Host 10.32.0.7/24', 'Host')).toHaveCount(1);
});

test('an address that is pasted anywhere gets a pill: who has it, in how many ranges, and which finding', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.card('Paris', 'Cluster').hover();
  await editor.paste('10.32.0.7');
  const pill = page.getByRole('dialog', { name: 'Who has 10.32.0.7' });
  await expect(pill).toContainText('10.32.0.7: Client has it; 3 ranges match; 1 finding speaks of it.');
  const owners = pill.getByRole('list', { name: 'Who has it' });
  await expect(owners.getByRole('button').first()).toBeFocused();
  await expectAccessible(page);
  await expect(owners.getByRole('button', { name: /^London service range 10\.32\.0\.0\/16/ })).toBeVisible();
  await owners.getByRole('button', { name: /covers an address/ }).click();
  await expect(pill).toHaveCount(0);
  await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');

  await editor.paste('10.32.0.7');
  await owners.getByRole('button', { name: /^Client has exactly/ }).click();
  await expect(editor.card('Client', 'Host')).toBeFocused();
});

test('the pill of an address that nobody has offers to add it, and Escape puts it away', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.card('Client', 'Host').focus();
  await editor.paste('203.0.113.0/24');
  const pill = page.getByRole('dialog', { name: 'Who has 203.0.113.0/24' });
  await expect(pill).toContainText('nobody in this plan has it');
  await page.keyboard.press('Escape');
  await expect(pill).toHaveCount(0);
  await expect(editor.card('Client', 'Host')).toBeFocused();
  await editor.paste('203.0.113.0/24');
  await pill.getByRole('button', { name: 'Add it to the plan…' }).click();
  await editor.dialog.getByRole('button', { name: 'Add 1 thing' }).click();
  await expect(editor.cards('Cluster')).toHaveCount(3);
});
