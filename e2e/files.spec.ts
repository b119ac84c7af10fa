import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const good = {
  name: 'two-sites.json',
  text: JSON.stringify({
    hopwright: 1,
    name: 'Two sites',
    routers: [{ id: 'north' }, { id: 'south' }],
    'x-ticket': 'NET-7',
  }),
};
const bad = {
  name: 'wrong.json',
  text: JSON.stringify({
    hopwright: 1,
    name: 'Wrong',
    clusters: [{ id: 'c', nodes: { cidrs: ['10.0.0.1/16'], count: 1 }, podz: {} }],
    hosts: [{ id: 'h', addresses: ['10.1.0.300/24'] }],
  }),
};

test.describe('a plan comes in', () => {
  test('by file', async ({ editor }) => {
    await editor.open();
    await editor.chooseFile(good);
    await expect(editor.heading).toHaveText('Two sites');
    await expect(editor.cards('Router')).toHaveCount(2);
  });

  test('by drop', async ({ editor }) => {
    await editor.open();
    await editor.dropFile(good);
    await expect(editor.heading).toHaveText('Two sites');
  });

  test('by paste', async ({ editor }) => {
    await editor.open();
    await editor.paste(good.text);
    await expect(editor.heading).toHaveText('Two sites');
  });

  test('by a pasted share link, as a preview', async ({ editor }) => {
    await editor.openExample('native');
    const link = await editor.shareLink();
    await editor.open();
    await editor.paste(link);
    await expect(editor.preview).toBeVisible();
  });
});

for (const way of ['chooseFile', 'dropFile', 'paste'] as const) {
  test(`${way}: every problem of an unreadable plan is listed, and the own plan stays`, async ({
    editor,
    page,
  }) => {
    await editor.open();
    await editor.palette.getByRole('button', { name: 'Router' }).click();
    await editor.rename('My own work');
    if (way === 'paste') await editor.paste(bad.text);
    else await editor[way](bad);
    for (const place of ['clusters[0].nodes.cidrs[0]', 'clusters[0].podz', 'hosts[0].addresses[0]'])
      await expect(editor.dialog).toContainText(place);
    await expect(editor.dialog).toContainText('10.0.0.0/16');
    await page.keyboard.press('Escape');
    await expect(editor.heading).toHaveText('My own work');
    await expect(editor.cards('Router')).toHaveCount(1);
  });
}

test('what was exported is what was imported, properties under x- included', async ({ editor }) => {
  await editor.open();
  await editor.chooseFile(good);
  await expect(editor.heading).toHaveText('Two sites');
  const { fileName, plan } = await editor.exported();
  expect(fileName).toMatch(/^two-sites.*\.json$/);
  expect(plan).toEqual(JSON.parse(good.text));
});

test('an exported example is the file that it was made from', async ({ editor }) => {
  await editor.openExample('bgp-shared');
  const { plan } = await editor.exported();
  const file = new URL('../public/examples/bgp-shared.hopwright.json', import.meta.url);
  expect(plan).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test('an imported plan is a design of its own: it stays after a reload, and the work before it is kept, too', async ({
  editor,
  page,
}) => {
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Router' }).click();
  await editor.rename('My own work');
  await editor.waitUntilSaved();
  await editor.chooseFile(good);
  await expect(editor.heading).toHaveText('Two sites');
  await editor.waitUntilSaved();
  await page.reload();
  await expect(editor.heading).toHaveText('Two sites');
  await editor.goOnWith('My own work');
  await expect(editor.heading).toHaveText('My own work');
  await expect(editor.cards('Router')).toHaveCount(1);
});
