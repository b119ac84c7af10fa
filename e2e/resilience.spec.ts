import { expect, test } from './fixtures.ts';

test.describe('without the worker', () => {
  test('a banner says that checking has stopped, and drawing and saving go on', async ({
    editor,
    page,
    offences,
  }) => {
    await page.route('**/main.worker*', (route) => route.abort());
    await editor.open();
    await editor.palette.getByRole('button', { name: 'Cluster' }).click();
    await expect(page.getByRole('alert', { name: 'Checking stopped' })).toBeVisible({ timeout: 20_000 });
    await editor.rename('Drawn without the core');
    await editor.palette.getByRole('button', { name: 'Router' }).click();
    await expect(editor.cards('Router')).toHaveCount(1);
    await editor.waitUntilSaved();
    await page.unroute('**/main.worker*');
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByRole('alert', { name: 'Checking stopped' })).toHaveCount(0);
    // The browser itself tells that the file was not loaded; that is what this test asked for.
    offences.console.length = 0;
  });
});

test('a plan of 150 clusters opens, is judged, and answers to typing', async ({ editor }) => {
  const ids = Array.from({ length: 150 }, (_, i) => i);
  const plan = {
    hopwright: 1,
    name: 'Many clusters',
    routers: [{ id: 'hub' }, ...ids.map((i) => ({ id: `r${i}` }))],
    links: ids.map((i) => ({ id: `l${i}`, ends: ['hub', `r${i}`], routing: 'bgp' })),
    clusters: ids.map((i) => ({
      id: `c${i}`,
      name: `Site ${i}`,
      router: `r${i}`,
      nodes: { cidrs: [`172.16.${i}.0/24`], count: 3 },
      pods: { cidrs: [`10.${i}.0.0/16`] },
      services: { cidrs: ['192.168.0.0/20'] },
      workloads: [{ name: 'app', replicas: 3, port: 80 }],
    })),
    flows: [{ id: 'far', from: 'pod:c0/app-0', to: 'pod:c149/app-2', expect: 'delivered' }],
  };
  await editor.open();
  await editor.chooseFile({ name: 'many.json', text: JSON.stringify(plan) });
  await expect(editor.heading).toHaveText('Many clusters');
  await editor.showResults('Paths');
  await editor.showFlow('far');
  await expect(editor.verdict).toContainText('delivered', { timeout: 30_000 });
});

test('a plan of a million nodes is refused with the limit, not tried', async ({ editor }) => {
  const clusters = Array.from({ length: 1000 }, (_, i) => ({
    id: `c${i}`,
    nodes: { cidrs: ['10.0.0.0/8'], count: 1000 },
  }));
  await editor.open();
  await editor.paste(JSON.stringify({ hopwright: 1, name: 'Too many', clusters }));
  await expect(editor.dialog).toContainText(/200,?000/);
});

test('names of every script and length keep the page whole', async ({ editor, page }) => {
  const names = ['مركز البيانات الرئيسي', 'データセンター東京第一', 'W'.repeat(200), '👩‍👩‍👧‍👦 & <b>'];
  const routers = names.map((name, i) => ({ id: `r${i}`, name }));
  await editor.open();
  await editor.paste(JSON.stringify({ hopwright: 1, name: names.join(' '), routers }));
  await expect(editor.cards('Router')).toHaveCount(4);
  await expect(editor.cards('Router').nth(0)).toContainText(names[0] ?? '');
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

test('an IPv6-only plan is walked', async ({ editor }) => {
  const plan = {
    hopwright: 1,
    name: 'Six only',
    routers: [{ id: 'r' }],
    clusters: [
      {
        id: 'c',
        router: 'r',
        nodes: { cidrs: ['2001:db8:1::/64'], count: 2 },
        pods: { cidrs: ['2001:db8:2::/48'] },
        services: { cidrs: ['2001:db8:3::/112'] },
        workloads: [{ name: 'web', replicas: 2, port: 80 }],
        expose: [{ name: 'web', workload: 'web', port: 80 }],
      },
    ],
    hosts: [{ id: 'h', router: 'r', addresses: ['2001:db8:9::7/64'] }],
    flows: [{ id: 'f', from: 'host:h', to: 'pod:c/web-0', expect: 'delivered' }],
  };
  await editor.open();
  await editor.paste(JSON.stringify(plan));
  await expect(editor.verdict).toContainText('delivered');
});

test('where the browser stores nothing, the page says so and everything else works', async ({
  editor,
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'SecurityError');
    };
  });
  await editor.openExample('black-hole');
  await expect(editor.verdict).toContainText('reply captured');
  await editor.rename('Not kept');
  await expect(page.getByRole('status', { name: 'Saving' })).not.toHaveText(/^Saved$/);
  await expect(page.getByRole('status', { name: 'Saving' })).not.toBeEmpty();
});

test('a second link is looked at instead of the first, and closing it still comes back to the own work', async ({
  editor,
}) => {
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Router' }).click();
  await editor.rename('My own work');
  const link = await editor.shareLink();
  await editor.openExample('native');
  const other = await editor.shareLink();
  await editor.open();
  await editor.palette.getByRole('button', { name: 'Host' }).click();
  await editor.rename('Newest work');
  await editor.paste(link);
  await expect(editor.heading).toHaveText('My own work');
  await editor.paste(other);
  await expect(editor.cards('Cluster')).toHaveCount(1);
  await editor.preview.getByRole('button', { name: 'Close' }).click();
  await expect(editor.heading).toHaveText('Newest work');
  await expect(editor.card('Host 1', 'Host')).toBeVisible();
});

test('a design that is only looked at cannot be changed: by key, palette, inspector or drag', async ({
  editor,
  page,
}) => {
  await editor.openExample('native');
  const link = await editor.shareLink();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(editor.preview).toBeVisible();
  const before = await editor.exported();
  await editor
    .cards('Cluster')
    .first()
    .click({ position: { x: 40, y: 12 } });
  await page.keyboard.press('Delete');
  await page.keyboard.press('c');
  await editor.palette.getByRole('button', { name: 'Router' }).click({ force: true });
  await editor.dragCard(editor.cards('Cluster').first(), { x: 40, y: 40 });
  await expect(editor.field('Name')).toBeDisabled();
  expect((await editor.exported()).plan).toEqual(before.plan);
});
