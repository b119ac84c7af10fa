import { expect, test } from './fixtures.ts';

test('what is copied is pasted in another tab, readable, with its links, in one step back', async ({
  editor,
  page,
  context,
}) => {
  await editor.openExample('black-hole');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('Copied');

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

test('a text that cannot be pasted gets a sentence, and nothing changes', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.paste('{"apiVersion":"v1","kind":"List","items":[]}');
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('Kubernetes');
  await editor.paste('good morning');
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('nothing was pasted');
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
