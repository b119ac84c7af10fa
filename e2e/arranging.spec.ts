import { expect, test } from './fixtures.ts';
import type { EditorPage } from './pages/editorPage.ts';

/** Two sites that are joined, and a client; nothing is framed yet. */
const plan = {
  hopwright: 1,
  name: 'Two sites',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], count: 3 },
      pods: { cidrs: ['10.0.0.0/16'] },
    },
    {
      id: 'paris',
      name: 'Paris',
      router: 'edge-p',
      nodes: { cidrs: ['172.17.0.0/24'], count: 2 },
      pods: { cidrs: ['10.1.0.0/16'] },
    },
  ],
  routers: [
    { id: 'edge-l', name: 'London edge' },
    { id: 'edge-p', name: 'Paris edge' },
  ],
  links: [{ id: 'vpn', name: 'London–Paris', ends: ['edge-l', 'edge-p'], routing: 'bgp' }],
  view: { positions: { london: [0, 0], 'edge-l': [50, 260], paris: [560, 40], 'edge-p': [610, 260] } },
};

const choose = async (editor: EditorPage, changes: object): Promise<void> => {
  await editor.open();
  await editor.chooseFile({ name: 'sites.json', text: JSON.stringify({ ...plan, ...changes }) });
};

const open = async (editor: EditorPage, changes: object = {}): Promise<void> => {
  await choose(editor, changes);
  await expect(editor.card('London', 'Cluster')).toBeVisible();
};

const select = async (editor: EditorPage, ...names: string[]): Promise<void> => {
  for (const [i, name] of names.entries())
    await editor.canvas.getByText(name, { exact: true }).click(i === 0 ? {} : { modifiers: ['Shift'] });
};

const place = async (editor: EditorPage, id: string): Promise<[number, number]> => {
  const found = (await editor.positions())[id];
  if (!found) throw new Error(`${id} stands nowhere`);
  return found;
};

const planOf = async (editor: EditorPage) =>
  (await editor.exported()).plan as unknown as typeof plan & {
    view: { frames?: { name: string; members: string[] }[]; notes?: { text: string }[]; locked?: string[] };
  };

test('F makes a site of what is selected; its title moves all of it, and Ctrl+Shift+G dissolves it', async ({
  editor,
  page,
}) => {
  await open(editor);
  await select(editor, 'London', 'London edge');
  await page.keyboard.press('f');
  const site = editor.site('Site 1');
  await expect(site).toBeVisible();
  await expect(editor.inspector.getByRole('heading', { name: 'Site 1' })).toBeVisible();

  await editor.dragBy(site.getByText('Site 1'), { x: 0, y: 70 });
  const london = await place(editor, 'london');
  expect(london[1]).toBeGreaterThan(40);
  expect((await place(editor, 'edge-l'))[1] - london[1]).toBe(260);
  expect(await place(editor, 'paris')).toEqual([560, 40]);

  await site.getByText('Site 1').dblclick();
  await page.getByLabel('New name for Site 1').fill('United Kingdom');
  await page.keyboard.press('Enter');
  await expect(editor.site('United Kingdom')).toBeVisible();
  expect((await planOf(editor)).view.frames).toMatchObject([
    { name: 'United Kingdom', members: ['london', 'edge-l'] },
  ]);

  await editor.site('United Kingdom').getByText('United Kingdom').click();
  await page.keyboard.press('Control+Shift+g');
  await expect(editor.site('United Kingdom')).toHaveCount(0);
  await expect(editor.card('London', 'Cluster')).toBeVisible();
});

test('what is dropped into a site belongs to it, as one step', async ({ editor, page }) => {
  await open(editor);
  await select(editor, 'London', 'London edge');
  await page.keyboard.press('Control+g');
  const site = await editor.site('Site 1').boundingBox();
  const card = await editor.card('Paris edge', 'Router').boundingBox();
  if (!site || !card) throw new Error('not shown');
  await editor.dragCard(editor.card('Paris edge', 'Router'), {
    x: site.x + site.width / 2 - card.x - card.width / 2,
    y: site.y + site.height * 0.55 - card.y - card.height / 2,
  });
  await expect(editor.undo).toHaveAccessibleName(/Move Paris edge into Site 1/);
  expect((await planOf(editor)).view.frames?.[0]?.members).toEqual(['london', 'edge-l', 'edge-p']);
});

test('T writes a note where the pointer is: several lines, one step; Enter opens it again', async ({
  editor,
  page,
}) => {
  await open(editor);
  await editor.canvas.click({ position: { x: 420, y: 80 } });
  await page.keyboard.press('t');
  await page.keyboard.type('Ask the network team\nbefore you change this');
  await page.keyboard.press('Control+Enter');
  const note = editor.note('Ask the network team');
  await expect(note).toBeVisible();
  await expect(editor.undo).toHaveAccessibleName(/Add a note/);

  await note.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Nobody knows');
  await page.keyboard.press('Escape');
  await expect(editor.note('Nobody knows')).toBeVisible();
  await editor.undo.click();
  await editor.undo.click();
  await expect(editor.canvas.getByText('Ask the network team')).toHaveCount(0);
  await expect(editor.undo).toBeDisabled();
});

test('what is locked is not moved, renamed or deleted, and says why', async ({ editor, page }) => {
  await open(editor);
  const before = await editor.positions();
  await select(editor, 'London');
  await page.keyboard.press('Shift+L');
  await expect(editor.card('London', 'Cluster').getByRole('img', { name: 'locked' })).toBeVisible();
  await editor.dragCard(editor.card('London', 'Cluster'), { x: 80, y: 80 });
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect(
    page.getByText('London is locked. Select it and press Shift+L to unlock it').first(),
  ).toBeVisible();
  expect(await editor.positions()).toEqual(before);
  await editor.card('London', 'Cluster').focus();
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('ArrowRight');
  expect((await editor.positions()).london).toEqual([10, 0]);
});

test('a dragged card stops in line with another, Ctrl lets it pass', async ({ editor, page }) => {
  await open(editor, { view: { positions: { ...plan.view.positions, paris: [563, 43] } } });
  await editor.dragCard(editor.card('London', 'Cluster'), { x: 0, y: await editor.onScreen(46) });
  expect((await place(editor, 'london'))[1]).toBe(43);
  await editor.undo.click();
  await page.keyboard.down('Control');
  await editor.dragCard(editor.card('London', 'Cluster'), { x: 0, y: await editor.onScreen(46) });
  await page.keyboard.up('Control');
  const y = (await place(editor, 'london'))[1];
  expect(y).toBeGreaterThan(35);
  expect(y).toBeLessThan(43);
});

test('Alt drags a copy with ranges of its own, and the original stays', async ({ editor, page }) => {
  await open(editor);
  await page.keyboard.down('Alt');
  await editor.dragCard(editor.card('London', 'Cluster'), { x: 30, y: -90 });
  await page.keyboard.up('Alt');
  await expect(editor.card('London copy', 'Cluster')).toBeVisible();
  expect(await place(editor, 'london')).toEqual([0, 0]);
  expect((await place(editor, 'london-copy'))[1]).toBeLessThan(-40);
  await expect(editor.undo).toHaveAccessibleName(/Duplicate London/);
});

test('cards are aligned and distributed by key, as one step each; one alone says what is missing', async ({
  editor,
  page,
}) => {
  await open(editor);
  await select(editor, 'London');
  await page.keyboard.press('Alt+w');
  await expect(page.getByText('Select two things or more to align them').first()).toBeVisible();
  await select(editor, 'London', 'Paris');
  await page.keyboard.press('Alt+w');
  expect((await editor.positions()).paris).toEqual([560, 0]);
  await editor.undo.click();
  expect((await editor.positions()).paris).toEqual([560, 40]);
});

test('aligning what stands in a grid covers no card with another, and says what was moved along', async ({
  editor,
  page,
}) => {
  await open(editor);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Alt+a');
  await expect(editor.announcements).toContainText(
    /^Left edges of 4 things aligned; \d of them were moved along, so as not to cover another\.$/,
  );
  expect(await editor.covering()).toEqual([]);
  await editor.undo.click();
  expect(await editor.positions()).toEqual(plan.view.positions);
});

test('copies of everything stand beside it, and cover nothing', async ({ editor, page }) => {
  await open(editor);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+d');
  await expect(editor.cards('Cluster')).toHaveCount(4);
  await expect.poll(() => editor.covering()).toEqual([]);
  const positions = await editor.positions();
  const way = (id: string) => positions[`${id}-copy`]?.map((at, axis) => at - (positions[id]?.[axis] ?? 0));
  for (const id of ['edge-l', 'paris', 'edge-p']) expect(way(id)).toEqual(way('london'));
  await page.keyboard.press('Control+z');
  await expect(editor.cards('Cluster')).toHaveCount(2);
});

test('tidying with one thing selected tidies everything', async ({ editor, page }) => {
  await open(editor, {
    view: { positions: { london: [0, 0], 'edge-l': [900, 20], paris: [30, 420], 'edge-p': [860, 500] } },
  });
  await select(editor, 'London');
  await page.keyboard.press('Shift+T');
  await expect(editor.undo).toHaveAccessibleName(/Tidy up/);
});

test('a locked note says that it is locked when it is to be changed', async ({ editor, page }) => {
  await open(editor, {
    view: { ...plan.view, notes: [{ id: 'n', text: 'Do not touch', position: [0, 420] }], locked: ['n'] },
  });
  await editor.note('Do not touch').click();
  for (const key of ['Enter', 'F2']) {
    await page.keyboard.press(key);
    await expect(editor.announcements).toHaveText(
      'Note “Do not touch” is locked. Select it and press Shift+L to unlock it.',
    );
    await page.keyboard.press('Alt+r');
    await page.keyboard.press('Alt+r');
  }
});

test('Ctrl+Arrow adds a linked router on that side, Alt+Arrow goes back along the link', async ({
  editor,
  page,
}) => {
  await open(editor);
  await select(editor, 'Paris edge');
  await editor.card('Paris edge', 'Router').focus();
  await page.keyboard.press('Control+ArrowRight');
  await expect(editor.card('Router 1', 'Router')).toBeVisible();
  await expect(editor.link(/between Paris edge and Router 1/)).toHaveCount(1);
  await expect(editor.card('Router 1', 'Router')).toBeFocused();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(editor.inspector.getByRole('heading', { name: 'Paris edge' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(editor.inspector.getByRole('heading', { name: 'Paris', exact: false })).toBeVisible();
  await expect(editor.card('Paris', 'Cluster')).toBeFocused();
});

test('sites, notes and locks come back from the exported file', async ({ editor }) => {
  const view = {
    ...plan.view,
    frames: [{ id: 'uk', name: 'United Kingdom', members: ['london', 'edge-l'] }],
    notes: [{ id: 'ask', text: 'Ask first', position: [300, -80] }],
    locked: ['uk'],
  };
  await open(editor, { view });
  await expect(editor.site('United Kingdom')).toBeVisible();
  await expect(editor.note('Ask first')).toBeVisible();
  expect((await planOf(editor)).view).toEqual(view);
});

test('Shift+T tidies everything as one step and brings it into view; sites stay together', async ({
  editor,
  page,
}) => {
  const view = {
    positions: { london: [0, 0], 'edge-l': [20, 20], paris: [3000, 40], 'edge-p': [40, 40] },
    frames: [{ id: 'uk', name: 'United Kingdom', members: ['london', 'edge-l'] }],
  };
  await open(editor, { view });
  await editor.canvas.click({ position: { x: 10, y: 10 } });
  await page.keyboard.press('Shift+T');
  await expect(editor.undo).toHaveAccessibleName(/Tidy up/);
  for (const name of ['London', 'Paris'])
    await expect(editor.card(name, 'Cluster')).toBeInViewport({ ratio: 0.99 });
  const [london, edge] = [await place(editor, 'london'), await place(editor, 'edge-l')];
  expect(edge[1]).toBeGreaterThan(london[1] + 100);
  expect((await place(editor, 'edge-p'))[1]).toBe(edge[1]);
  await editor.undo.click();
  expect(await editor.positions()).toEqual(view.positions);
  await expect(editor.undo).toBeDisabled();
});

test('a plan of a thousand cards is there at once, with a minimap, and cards come when one goes nearer', async ({
  editor,
  page,
}) => {
  const sites = Array.from({ length: 500 }, (_, i) => i);
  await choose(editor, {
    clusters: [
      ...plan.clusters,
      ...sites.map((i) => ({
        id: `c${i}`,
        name: `Cluster ${i}`,
        router: `r${i}`,
        nodes: { cidrs: [`10.${100 + (i >> 8)}.${i & 255}.0/24`], count: 1 },
      })),
    ],
    routers: [...plan.routers, ...sites.map((i) => ({ id: `r${i}`, name: `Router ${i}` }))],
    view: {},
  });
  await expect(page.getByRole('img', { name: 'The plan from far away' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'Minimap of the plan' })).toBeVisible();
  await expect(editor.cards('Cluster')).toHaveCount(0);
  await editor.canvas.getByRole('button', { name: /^Zoom \d+ percent/ }).click();
  await expect(editor.cards('Cluster').first()).toBeVisible();
  expect(await editor.cards('Cluster').count()).toBeLessThan(60);
});
