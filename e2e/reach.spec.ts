import { expect, expectAccessible, test } from './fixtures.ts';

const sites = (count: number) => ({
  hopwright: 1,
  name: 'Many sites',
  routers: [{ id: 'core' }],
  hosts: Array.from({ length: count * 10 }, (_, i) => ({
    id: `h${i}`,
    router: 'core',
    addresses: [`10.${i}.0.2/24`],
  })),
  view: {
    frames: Array.from({ length: count }, (_, i) => ({
      id: `site${i}`,
      name: `Site ${i}`,
      members: Array.from({ length: 10 }, (_, j) => `h${i * 10 + j}`),
    })),
  },
});

test('the matrix tells who reaches whom, and plays the walk of a cell', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Reach');
  const grid = editor.results.getByRole('grid', { name: 'Who reaches whom' });
  const lost = grid.getByRole('gridcell', { name: 'Client to London pods: reply lost, captured' });
  await expect(lost).toBeVisible();
  await expect(editor.results.getByText(/^\d+ of \d+ calls are lost$/)).toBeVisible();
  await expectAccessible(page);
  await lost.click();
  await expect(lost).toHaveAttribute('aria-selected', 'true');
  await expect(editor.verdict).toContainText('captured');
  await expect(editor.inspector.getByRole('heading', { name: '2 selected' })).toBeVisible();
  await expect(grid).toBeVisible();
});

test('arrow keys move between the cells, and Enter plays', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Reach');
  const grid = editor.results.getByRole('grid', { name: 'Who reaches whom' });
  const self = grid.getByRole('gridcell', { name: 'London pods to London pods: no call' });
  await self.focus();
  await page.keyboard.press('ArrowRight');
  const next = grid.getByRole('gridcell', { name: /^London pods to London nodes: / });
  await expect(next).toBeFocused();
  await page.keyboard.press('End');
  await expect(
    grid
      .getByRole('row', { name: /^London pods/ })
      .getByRole('gridcell')
      .last(),
  ).toBeFocused();
  await page.keyboard.press('Home');
  await expect(grid.getByRole('rowheader', { name: 'London pods' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(next).toHaveAttribute('aria-selected', 'true');
  await expect(next).toBeFocused();
});

test('many ends are closed by site, opened by Enter, and found by name', async ({ editor, page }) => {
  await editor.open();
  await editor.dropFile({ name: 'sites.json', text: JSON.stringify(sites(8)) });
  await editor.showResults('Reach');
  const grid = editor.results.getByRole('grid', { name: 'Who reaches whom' });
  await expect(grid.getByRole('row')).toHaveCount(9);
  const site = grid.getByRole('rowheader', { name: 'Site 1' });
  await expect(site).toHaveAttribute('aria-expanded', 'false');
  await site.focus();
  await page.keyboard.press('Enter');
  await expect(site).toHaveAttribute('aria-expanded', 'true');
  await expect(grid.getByRole('row')).toHaveCount(19);
  await expect(
    grid.getByRole('gridcell', { name: 'Site 1 to Site 2: delivered, all 100 calls' }),
  ).toBeVisible();
  await expectAccessible(page);
  await editor.results.getByRole('textbox', { name: 'Filter by name' }).fill('h35');
  await expect(grid.getByRole('row')).toHaveCount(3);
  await expect(grid.getByRole('rowheader', { name: 'h35' })).toBeVisible();
});
