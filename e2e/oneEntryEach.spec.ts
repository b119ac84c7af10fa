import { expect, test } from './fixtures.ts';

const NODES = Array.from({ length: 4 }, (_, i) => i);

/** Twelve things, placed so that tidying moves them. */
const twelve = {
  hopwright: 1,
  name: 'Twelve',
  routers: NODES.map((i) => ({ id: `r${i}`, name: `Router R${i}` })),
  clusters: NODES.map((i) => ({
    id: `c${i}`,
    name: `Cluster C${i}`,
    router: `r${i}`,
    nodes: { cidrs: [`172.16.${i}.0/24`], count: 2 },
    pods: { cidrs: [`10.${i}.0.0/16`] },
  })),
  hosts: NODES.map((i) => ({
    id: `h${i}`,
    name: `Host H${i}`,
    router: `r${i}`,
    addresses: [`192.168.${i}.2/24`],
  })),
  view: {
    positions: Object.fromEntries(
      NODES.flatMap((i) => [
        [`r${i}`, [320 * i, 300]],
        [`c${i}`, [320 * i, 0]],
        [`h${i}`, [320 * i + 20, 480]],
      ]),
    ),
  },
};

test('dragging twelve things, typing, arrows, tidying, importing and pasting are one entry each; all of it goes back, and forth again', async ({
  editor,
  page,
}) => {
  test.slow();
  await editor.open();
  await editor.chooseFile({ name: 'twelve.json', text: JSON.stringify(twelve) });
  await expect(editor.cards('Cluster')).toHaveCount(4);
  await expect(editor.undo).toBeDisabled();
  const exported = async () => (await editor.exported()).plan;

  const gestures: readonly (readonly [name: string, carryOut: () => Promise<void>])[] = [
    [
      'drag twelve things',
      async () => {
        await editor.canvas.click({ position: { x: 10, y: 10 } });
        await page.keyboard.press('Control+a');
        await editor.dragCard(editor.card('Cluster C1', 'Cluster'), { x: 60, y: 40 });
      },
    ],
    [
      'type eight characters',
      async () => {
        await editor.canvas.click({ position: { x: 10, y: 10 } });
        await editor.selectOnCanvas('Router R1', 'Router');
        await editor.field('Name').click();
        await page.keyboard.press('End');
        await page.keyboard.type('eight ch');
      },
    ],
    [
      'press arrows ten times',
      async () => {
        await editor.card('Host H2', 'Host').focus();
        await page.keyboard.press('Space');
        for (let i = 0; i < 10; i++) await page.keyboard.press(i % 2 === 0 ? 'ArrowDown' : 'ArrowRight');
      },
    ],
    [
      'tidy',
      async () => {
        await editor.canvas.click({ position: { x: 10, y: 10 } });
        await page.keyboard.press('Shift+T');
        await expect(editor.undo).toHaveAccessibleName(/Tidy up/);
      },
    ],
    [
      'import a list of networks',
      async () => {
        await editor.paste('Madrid 10.64.0.0/16\nRome 10.65.0.0/16\nprinter 198.51.100.9');
        await editor.dialog.getByRole('button', { name: 'Add 3 things' }).click();
        await expect(editor.cards('Cluster')).toHaveCount(6);
      },
    ],
    [
      'paste what was copied',
      async () => {
        await editor.card('Cluster C0', 'Cluster').focus();
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Control+c');
        await expect(editor.announcements).toContainText('Copied');
        await page.keyboard.press('Control+v');
        await expect(editor.cards('Cluster')).toHaveCount(12);
      },
    ],
  ];

  const states = [await exported()];
  const entries: string[] = [];
  for (const [name, carryOut] of gestures)
    await test.step(name, async () => {
      await carryOut();
      await expect(editor.undo).toBeEnabled();
      const before = states.at(-1);
      const after = await exported();
      expect(after).not.toEqual(before);
      entries.push((await editor.undo.getAttribute('aria-label')) ?? '');
      // One press takes back all of it and nothing else.
      await editor.undo.click();
      expect(await exported()).toEqual(before);
      await editor.redo.click();
      expect(await exported()).toEqual(after);
      states.push(after);
    });
  expect(new Set(entries).size).toBe(gestures.length);

  for (let i = 0; i < gestures.length; i++) await editor.undo.click();
  await expect(editor.undo).toBeDisabled();
  expect(await exported()).toEqual(states[0]);
  expect(await exported()).toEqual(twelve);
  for (let i = 0; i < gestures.length; i++) await editor.redo.click();
  await expect(editor.redo).toBeDisabled();
  expect(await exported()).toEqual(states.at(-1));
});
