import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { EditorPage } from './pages/editorPage.ts';

/*
 * Lessons are done as their hints tell: whatever a hint names, a field, a button, a flow, is there under that name. That
 * other ways lead to the end as well is tested without a page (src/presets/lessons).
 */

const steps = (page: Page) => page.getByRole('list', { name: 'Steps' }).getByRole('listitem');

async function expectStep(page: Page, number: number): Promise<void> {
  await expect(steps(page).nth(number - 1)).toHaveAttribute('aria-current', 'step');
}

async function toLastHop(editor: EditorPage): Promise<void> {
  await expect(editor.verdict).toBeVisible();
  await editor.scrubber.focus();
  await editor.page.keyboard.press('End');
}

async function watch(editor: EditorPage, flow: string): Promise<void> {
  await editor.showResults('Paths');
  await editor.showFlow(flow);
  await toLastHop(editor);
}

async function select(editor: EditorPage, rule: string): Promise<void> {
  await editor.showResults('Findings');
  await editor.finding(rule).first().getByRole('button', { name: 'Show' }).click();
}

/** The line lies over its label, and is what takes the press. */
const selectLink = (editor: EditorPage, name: string): Promise<void> =>
  editor.canvas.getByText(name, { exact: true }).click({ force: true });

async function fill(editor: EditorPage, label: string, text: string): Promise<void> {
  await editor.field(label).fill(text);
  await editor.page.keyboard.press('Enter');
}

test('two clusters, one pod range', async ({ editor, page }) => {
  await editor.open('?lesson=overlapping-pods');
  await toLastHop(editor);
  await expectStep(page, 2);
  await select(editor, 'pod-networks-overlap');
  await expectStep(page, 3);
  await editor.selectOnCanvas('Paris', 'Cluster');
  await fill(editor, 'Pod network 1', '10.1.0.0/16');
  await expectStep(page, 4);
  await selectLink(editor, 'London–Paris');
  await fill(editor, 'Prefix from London edge 2', '10.1.0.0/16');
  await expectStep(page, 5);
  await watch(editor, 'A pod in Paris calls a pod in London');
  await expect(page.getByText('all steps done')).toBeVisible();
});

test('pods that can be called', async ({ editor, page }) => {
  await editor.open('?lesson=routed-or-overlay');
  await toLastHop(editor);
  await expectStep(page, 2);
  await watch(editor, 'Inside London the overlay carries it');
  await expectStep(page, 3);
  await select(editor, 'overlay-not-addressable');
  await expectStep(page, 4);
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.choose('Network mode', 'routed');
  await expectStep(page, 5);
  await selectLink(editor, 'London–Paris');
  await expect(editor.inspector).toContainText('What Paris edge reaches through this link');
  await editor.inspector.getByRole('button', { name: 'Add prefix from Paris edge' }).click();
  await fill(editor, 'Prefix from Paris edge 2', '10.0.0.0/16');
  await expect(page.getByText('all steps done')).toBeVisible();
});

test('half a conversation', async ({ editor, page }) => {
  await editor.open('?lesson=asymmetric-snat');
  await toLastHop(editor);
  await expectStep(page, 2);
  await watch(editor, 'A pod on the receiving node works');
  await expectStep(page, 3);
  await select(editor, 'asymmetric-path');
  await expectStep(page, 4);
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.field('The gateway translates outside clients (SNAT)').check();
  await expectStep(page, 5);
  await editor.choose('Network mode', 'routed');
  await expect(page.getByText('all steps done')).toBeVisible();
});

test('the prefixes that nobody told', async ({ editor, page }) => {
  await editor.open('?lesson=bgp-not-shared');
  await toLastHop(editor);
  await expectStep(page, 2);
  await watch(editor, 'Inside London it works');
  await expectStep(page, 3);
  await select(editor, 'bgp-prefixes-not-shared');
  await expectStep(page, 4);
  await editor.selectOnCanvas('London', 'Cluster');
  await editor.field('Advertise pod prefixes to the router').check();
  await expectStep(page, 5);
  await editor.showResults('Paths');
  await editor.walkForm.getByLabel('From', { exact: true }).fill('pod:london/cb-0');
  await editor.walkForm.getByLabel('To', { exact: true }).fill('pod:paris/web-0');
  await editor.walkForm.getByLabel('Port', { exact: true }).fill('');
  await editor.walkForm.getByRole('button', { name: 'Save this flow' }).click();
  await expect(steps(page).nth(4)).toContainText('expects nothing');
  await editor.results
    .getByRole('row', { name: /pod:london\/cb-0 → pod:paris\/web-0/ })
    .getByRole('combobox')
    .selectOption({ label: 'delivered' });
  await expect(page.getByText('all steps done')).toBeVisible();
});

test('a tunnel in a tunnel', async ({ editor, page }) => {
  await editor.open('?lesson=tunnel-in-tunnel');
  await toLastHop(editor);
  await expectStep(page, 2);
  await watch(editor, 'A full packet from Paris to London');
  await expectStep(page, 3);
  await select(editor, 'mtu-too-large');
  await expectStep(page, 4);
  await expect(steps(page).nth(3)).toContainText('1363');
  await editor.selectOnCanvas('London', 'Cluster');
  await fill(editor, 'MTU of the node network', '1363');
  await editor.selectOnCanvas('Paris', 'Cluster');
  await fill(editor, 'MTU of the node network', '1363');
  await expectStep(page, 5);
  await editor.card('Paris', 'Cluster').focus();
  await page.keyboard.press('Escape');
  await editor.inspector
    .getByRole('button', { name: 'A full packet from Paris to London', exact: true })
    .click();
  await fill(editor, 'Bytes of the largest packet', '1363');
  await expect(page.getByText('all steps done')).toBeVisible();
});
