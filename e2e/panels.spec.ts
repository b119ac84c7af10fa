import { expect, test } from './fixtures.ts';

test.describe('findings', () => {
  test('a fix can be looked at and left', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    const finding = editor.finding('vip-aliases-address');
    await finding.getByRole('button', { name: 'Fix' }).click();
    await expect(finding.getByRole('list', { name: 'What changes' })).toContainText('services.cidrs[0]');
    await page.keyboard.press('Escape');
    await expect(finding.getByRole('list', { name: 'What changes' })).toHaveCount(0);
    await expect(editor.undo).toBeDisabled();
  });

  test('Ctrl+I tells the rule of the finding that is selected', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    await page.keyboard.press('F8');
    await page.keyboard.press('Control+i');
    await expect(editor.dialog.getByRole('heading', { name: 'What happens' })).toBeVisible();
  });

  test('a filter narrows them by words and by severity', async ({ editor, page }) => {
    await editor.open();
    await editor.dropFile({ name: 'crowded.json', text: JSON.stringify(crowded(6)) });
    const list = editor.results.getByRole('region', { name: 'List of findings' });
    const filter = page.getByRole('search', { name: 'Filter of the findings' });
    await filter.getByRole('textbox').fill('c3 c4');
    await expect(list.getByText('c3', { exact: true }).first()).toBeVisible();
    await expect(list.getByText('c0', { exact: true })).toHaveCount(0);
    await filter.getByRole('textbox').fill('nothing is like this');
    await expect(list).toContainText('No finding is like that.');
    await list.getByRole('button', { name: /^Show all/ }).click();
    await expect(filter.getByRole('textbox')).toHaveValue('');
  });
});

test.describe('the address plan', () => {
  test('lists the ranges by pool, and marks those that a finding is about', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Address plan');
    const tree = editor.results.getByRole('table', { name: 'Address plan' });
    const services = tree.getByRole('row', { name: /services 10\.32\.0\.0\/16/ });
    await expect(services).toContainText('65,534');
    await services.getByRole('button', { name: /Show the finding/ }).click();
    await expect(editor.finding('vip-aliases-address')).toHaveAttribute('aria-current', 'true');
  });

  test('a stretch of the line tells what lies on it', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Address plan');
    const line = editor.results.getByRole('list', { name: /^Address line/ });
    await line.getByRole('button', { name: /Paris services/ }).click();
    await expect(editor.results.getByText('1,048,576 addresses')).toBeVisible();
    await line
      .getByRole('button', { name: /: free$/ })
      .last()
      .click();
    await expect(editor.results.getByText(/, as 10\.\d+\.0\.0\/\d+/)).toBeVisible();
  });

  test('the next free block of a size becomes a range, as one entry in the history', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Address plan');
    const form = editor.results.getByRole('form', { name: 'Next free block' });
    await form.getByRole('textbox').fill('16');
    await expect(form).toContainText('10.2.0.0/16');
    await form
      .getByRole('combobox', { name: 'What the block is for' })
      .selectOption({ label: 'London: move service range 10.32.0.0/16' });
    await form.getByRole('button', { name: 'Use it here' }).click();
    await expect(form.getByRole('list', { name: 'What changes' })).toContainText('10.32.0.0/16');
    await form.getByRole('button', { name: 'Use it', exact: true }).click();
    await expect(editor.range(editor.card('London', 'Cluster'), '10.2.0.0/16')).toBeVisible();
    await editor.undo.click();
    await expect(editor.range(editor.card('London', 'Cluster'), '10.32.0.0/16')).toBeVisible();
    await expect(editor.undo).toBeDisabled();
  });

  test('a free stretch that was picked is where the next block is looked for', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Address plan');
    const form = editor.results.getByRole('form', { name: 'Next free block' });
    await expect(form).toContainText('10.2.0.0/20');
    await editor.results
      .getByRole('list', { name: /^Address line/ })
      .getByRole('button', { name: /: free$/ })
      .last()
      .click();
    await expect(form).toContainText('10.128.0.0/20');
  });

  test('a length that the pool does not have says which it has', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Address plan');
    const form = editor.results.getByRole('form', { name: 'Next free block' });
    await form.getByRole('textbox').fill('4');
    await expect(form).toContainText('A length from /8 to /32.');
    await expect(form.getByRole('button', { name: 'Use it here' })).toBeDisabled();
  });
});

test.describe('assumptions', () => {
  test('each has its rule, and becomes what the plan says with one choice', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Assumptions');
    const table = editor.results.getByRole('table', { name: 'Assumptions' });
    await editor.results.getByRole('textbox', { name: 'Filter assumptions' }).fill('masquerade london');
    const row = table.getByRole('row', { name: /^Masquerade none M1/ });
    await row.getByRole('combobox').selectOption('outside-pods');
    await expect(row).toHaveCount(0);
    const { plan } = await editor.exported();
    expect(plan.clusters).toContainEqual(
      expect.objectContaining({ id: 'london', masquerade: 'outside-pods' }),
    );
  });

  test('addresses that were dealt are written down as they are', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Assumptions');
    await editor.results.getByRole('button', { name: 'Write down Addresses of nodes of London' }).click();
    const { plan } = await editor.exported();
    const [london] = plan.clusters as { nodes: { list: { addresses: string[] }[] } }[];
    expect(london?.nodes.list.map(({ addresses }) => addresses)).toEqual([
      ['172.16.0.2'],
      ['172.16.0.3'],
      ['172.16.0.4'],
    ]);
    await expect(editor.verdict).toContainText('reply captured');
  });

  test('a value that is none says so and changes nothing', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.showResults('Assumptions');
    await editor.results.getByRole('textbox', { name: 'MTU of London', exact: true }).fill('12');
    await editor.results.getByRole('button', { name: 'Write MTU of London', exact: true }).click();
    await expect(editor.results.getByRole('alert')).toContainText('from 68 to 65535');
    await expect(editor.undo).toBeDisabled();
  });
});

test('the routes of a device answer for an address: the winner first, then the losers', async ({
  editor,
}) => {
  await editor.openExample('black-hole');
  await editor.showResults('Routes');
  await editor.results.getByRole('combobox', { name: 'Device' }).fill('node:london/0');
  await editor.page.keyboard.press('Escape');
  await editor.results.getByRole('textbox', { name: 'Which route takes the address' }).fill('10.32.0.7');
  const rows = editor.results.getByRole('table', { name: 'Routing table of node:london/0' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('10.32.0.0/16');
  await expect(rows.nth(1)).toContainText('wins');
  await expect(rows.nth(2)).toContainText('0.0.0.0/0');
  await expect(rows.nth(2)).toContainText('loses');
});

test('a hop tells where the packet came in, where it goes, and in how many tunnels', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Paths');
  const edge = editor.hops('Request').nth(1);
  await expect(edge).toContainText('out link:vpn-lp to router:edge-l');
  await expect(edge).toContainText('in a tunnel');
  await expect(edge).toContainText('tcp to 8091');
});

test('Explain tells the numbered rules behind the hop that is shown', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.scrubber.press('End');
  await editor.timeline.getByRole('button', { name: 'Explain this hop' }).click();
  await expect(editor.dialog.getByRole('heading', { name: 'What decided on node:london/0' })).toBeVisible();
  const rule = editor.dialog.getByRole('region', { name: 'Rule S6' });
  await expect(rule).toContainText('any tracked reply into the range');
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toHaveCount(0);
});

test('the timeline tells a hop before it is gone to', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  const box = await editor.scrubber.boundingBox();
  if (!box) throw new Error('the timeline is not shown');
  await page.mouse.move(box.x + box.width - 30, box.y + box.height / 2);
  await expect(editor.timeline.getByText('reply hop 2 of 2, node:london/0, captured')).toBeVisible();
  await expect(editor.timeline.getByText('captured by 10.32.0.0/16 (S6)')).toBeVisible();
  await expect(editor.scrubber).toHaveAttribute('aria-valuenow', '1');
});

test.describe('the inspector', () => {
  test('arrow keys move a network by its own size, and Escape brings it back', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('Paris', 'Cluster');
    const field = editor.field('Pod network 1');
    await field.focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(field).toHaveValue('10.3.0.0/16');
    await page.keyboard.press('ArrowDown');
    await expect(field).toHaveValue('10.2.0.0/16');
    await page.keyboard.press('Escape');
    await expect(field).toHaveValue('10.1.0.0/16');
  });

  test('the next free network of the size is one press away', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('London', 'Cluster');
    const field = editor.field('Pod network 1');
    await field.focus();
    await editor.inspector.getByRole('button', { name: /^Next free: / }).click();
    await expect(field).toHaveValue('10.2.0.0/16');
  });

  test('a subnet says what its cloud keeps of it, and before a platform is chosen what each would', async ({
    editor,
  }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('Paris', 'Cluster');
    await editor.choose('Platform', 'not given');
    await editor.field('Node network 1').focus();
    await expect(editor.inspector).toContainText(
      'Left as a subnet of a cloud: AWS or Azure 251, Google Cloud 252, Oracle Cloud 253.',
    );
    await editor.choose('Platform', 'eks');
    await expect(editor.inspector).toContainText(
      'AWS keeps 5 of a subnet: 251 left, 172.17.0.4 – 172.17.0.254',
    );
  });

  test('fields of several things show where they differ, and give all of them one value in one step', async ({
    editor,
  }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('London', 'Cluster');
    await editor
      .card('Paris', 'Cluster')
      .getByText('Paris', { exact: true })
      .click({ modifiers: ['Shift'] });
    const router = editor.field('Router').locator('option:checked');
    await expect(router).toHaveText('mixed');
    await editor.choose('MTU', '1400');
    await expect(editor.field('MTU').locator('option:checked')).toHaveText('1400');
    await expect(editor.undo).toHaveAccessibleName(/Change MTU of London and Paris/);
    const { plan } = await editor.exported();
    expect((plan.clusters as { mtu?: number }[]).map(({ mtu }) => mtu)).toEqual([1400, 1400]);
  });

  test('the finding that a field shows can be mended there', async ({ editor }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('London', 'Cluster');
    await editor.inspector.getByRole('button', { name: /^Move the service range/ }).click();
    await editor.inspector.getByRole('button', { name: 'Apply the fix' }).click();
    await expect(editor.findings()).toHaveCount(0);
  });

  test('notes are read as Markdown and edited as text', async ({ editor }) => {
    await editor.openExample('black-hole');
    const notes = editor.inspector.getByRole('region', { name: 'Notes' });
    await expect(notes.getByRole('heading', { name: /client inside/ })).toBeVisible();
    await notes.getByRole('button', { name: 'Edit notes' }).click();
    await editor.field('Notes').fill('[bad](javascript:alert(1)) [good](https://example.org) <b>x</b>');
    await editor.field('Name').focus();
    await expect(notes.getByRole('link')).toHaveText(['good']);
    await expect(notes).toContainText('<b>x</b>');
  });

  test('several things get a site together, and what differs is mixed', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    await editor.selectOnCanvas('London', 'Cluster');
    await editor.choose('Site', 'new site');
    await editor.card('London', 'Cluster').getByText('London', { exact: true }).click();
    await editor
      .card('Paris', 'Cluster')
      .getByText('Paris', { exact: true })
      .click({ modifiers: ['Shift'] });
    await expect(editor.inspector.getByRole('heading', { name: '2 selected' })).toBeVisible();
    await expect(editor.field('Site').locator('option:checked')).toHaveText('mixed');
    await editor.field('Site').selectOption({ label: 'Site 1' });
    await expect(editor.field('Site').locator('option:checked')).toHaveText('Site 1');
    await page.keyboard.press('Escape');
  });

  test('its width is moved by keys and found again', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    const edge = editor.inspector.getByRole('separator', { name: 'Width of the inspector' });
    const before = await editor.inspector.boundingBox();
    await edge.press('ArrowLeft');
    await edge.press('ArrowLeft');
    const width = async () => (await editor.inspector.boundingBox())?.width;
    await expect.poll(width).toBe((before?.width ?? 0) + 40);
    await page.reload();
    await expect(editor.heading).toBeVisible();
    await expect.poll(width).toBe((before?.width ?? 0) + 40);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the results are a sheet of three heights', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    await page.getByRole('button', { name: 'Results' }).click();
    const grip = editor.results.getByRole('button', { name: /^Height of the results/ });
    const top = async () => (await grip.boundingBox())?.y ?? 0;
    const half = await top();
    await grip.click();
    await expect(grip).toHaveAccessibleName(/: all of the screen/);
    expect(await top()).toBeLessThan(half);
    await grip.click();
    await expect(grip).toHaveAccessibleName(/: a third of the screen/);
    expect(await top()).toBeGreaterThan(half);
  });
});

test.describe('with less motion', () => {
  test.use({ reducedMotion: 'reduce' } as object);

  test('the trail alone tells the story: numbers, both ends, and what took the packet', async ({
    editor,
  }) => {
    await editor.openExample('black-hole');
    const story = editor.canvas.getByRole('img', { name: /^Walk:/ });
    await expect(story).toHaveAccessibleName('Walk: request delivered, reply captured at node:london/0');
    await expect(story).toContainText('captured at node:london/0');
    await expect(story).toContainText('by 10.32.0.0/16 (S6)');
    for (const number of ['1', '2', '3', '4–5'])
      await expect(story.getByText(number, { exact: true }).first()).toBeAttached();
  });
});

/** Clusters that all collide with each other. */
function crowded(count: number) {
  return {
    hopwright: 1,
    name: 'Crowded',
    routers: [{ id: 'r' }],
    clusters: Array.from({ length: count }, (_, i) => ({
      id: `c${i}`,
      router: 'r',
      nodes: { cidrs: [`172.16.${i}.0/24`], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: [`10.${96 + i}.0.0/16`] },
    })),
  };
}
