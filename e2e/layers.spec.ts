import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';

const chip = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Layers' }).getByRole('button', { name: new RegExp(`^${name}:`) });

test('hides the layers that nobody wants to see, over a reload, and only here', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.getByRole('button', { name: 'Close the walk' }).click();
  const tunnel = editor.link(/^VPN London–Paris/);
  // A level line has no height to be seen by.
  await expect(tunnel).toHaveCount(1);
  await chip(page, 'Overlay').click();
  await expect(tunnel).toHaveCount(0);
  await expect(editor.attachment('London', 'London edge')).toHaveCount(1);
  await chip(page, 'Underlay').click();
  await expect(editor.attachment('London', 'London edge')).toHaveCount(0);
  await chip(page, 'VIP').click();
  await expect(editor.card('Paris', 'Cluster').getByText('10.112.0.0/12')).toBeHidden();
  await expect(editor.undo).toBeDisabled();

  await page.reload();
  await page.getByRole('button', { name: 'Close the walk' }).click();
  await expect(editor.card('Paris', 'Cluster')).toBeVisible();
  await expect(tunnel).toHaveCount(0);
  await expect(chip(page, 'VIP')).toHaveAttribute('aria-pressed', 'false');
  await expectAccessible(page);
});

test('shows a hidden layer for as long as a finding or the walk points at it', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await page.getByRole('button', { name: 'Close the walk' }).click();
  await chip(page, 'VIP').click();
  await chip(page, 'Overlay').click();
  const range = editor.range(editor.card('London', 'Cluster'), '10.32.0.0/16');
  // Its finding was selected: whoever hides it all the same does not see it.
  await expect(range).toBeHidden();
  // The hidden layer says that something is wrong in it.
  await expect(chip(page, 'VIP')).toHaveAccessibleName(/with findings: error/);

  await editor.finding('expectation-failed').getByRole('button', { name: 'Show' }).click();
  await expect(range).toBeHidden();
  await editor.finding('vip-aliases-address').getByRole('button', { name: 'Show' }).click();
  await expect(range).toBeVisible();
  await expect(chip(page, 'VIP')).toHaveAccessibleName(/shown now: the finding is about it/);
  await expect(editor.link(/^VPN London–Paris/)).toHaveCount(0);

  await editor.finding('expectation-failed').getByRole('button', { name: 'Play witness' }).click();
  await expect(editor.link(/^VPN London–Paris/)).toHaveCount(1);
  await expect(chip(page, 'Overlay')).toHaveAccessibleName(/shown now: the walk runs through it/);
});

test('runs from the palette, which says why a layer is not there', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await expect(chip(page, 'BGP')).toBeHidden();
  await page.keyboard.press('Control+k');
  await editor.dialog.getByRole('combobox').fill('layer bgp');
  await expect(page.getByText('The plan has no BGP session and no AS number')).toBeVisible();
  await editor.dialog.getByRole('combobox').fill('layer vip');
  await page.keyboard.press('Enter');
  await expect(chip(page, 'VIP')).toHaveAttribute('aria-pressed', 'false');
});

test('tells what platforms use without being asked, as assumed', async ({ editor, page }) => {
  await editor.openExample('native');
  const ghost = chip(page, 'Ghost');
  await expect(ghost).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText(/^assumed: Amazon EKS uses/)).toHaveCount(0);
  await ghost.click();
  await expect(page.getByText(/^assumed: Amazon EKS uses/).first()).toBeVisible();
  await expect(editor.canvas.getByText('169.254.169.254/32').first()).toBeVisible();
  await expectAccessible(page);
});
