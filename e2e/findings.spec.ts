import { expect, test } from './fixtures.ts';

test('Fix shows what it changes, then removes the finding that it stands beside, as one entry in the history', async ({
  editor,
}) => {
  await editor.openExample('black-hole');
  await editor.showResults('Findings');
  const finding = editor.finding('vip-aliases-address');
  await finding.getByRole('button', { name: 'Fix' }).click();
  await expect(finding.getByRole('list', { name: 'What changes' })).toContainText('10.32.0.0/16');
  await expect(editor.undo).toBeDisabled();
  await finding.getByRole('button', { name: 'Apply the fix' }).click();
  await expect(editor.findings()).toHaveCount(0);
  await expect(editor.verdict).toContainText('delivered');
  await editor.undo.click();
  await expect(finding).toHaveCount(1);
  await expect(editor.undo).toBeDisabled();
});

test('Accept wants a reason, keeps it in the plan, and can be withdrawn', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Findings');
  const finding = editor.finding('vip-aliases-address');
  await finding.getByRole('button', { name: 'Accept' }).click();
  const form = page.getByRole('form', { name: /^Accept/ });
  await form.getByRole('button', { name: 'Accept' }).click();
  await expect(form.getByRole('alert')).toHaveText('An exception needs its reason.');
  await form.getByRole('textbox').fill('The client moves in March');
  await form.getByRole('button', { name: 'Accept' }).click();
  await expect(finding).toContainText('Accepted: The client moves in March');
  const { plan } = await editor.exported();
  expect(plan.accept).toEqual([
    expect.objectContaining({ rule: 'vip-aliases-address', reason: 'The client moves in March' }),
  ]);
  await editor.undo.click();
  await expect(finding).not.toContainText('Accepted:');
});

test('Explain tells the rule and cites its source; Show selects both owners', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Findings');
  const finding = editor.finding('vip-aliases-address');
  await finding.getByRole('button', { name: 'Explain' }).click();
  await expect(editor.dialog.getByRole('heading', { name: 'How to mend it' })).toBeVisible();
  await expect(editor.dialog.getByRole('link')).toHaveAttribute('href', /^https:\/\//);
  await page.keyboard.press('Escape');
  await finding.getByRole('button', { name: 'Show' }).click();
  await expect(editor.inspector.getByRole('heading', { name: '2 selected' })).toBeVisible();
});
