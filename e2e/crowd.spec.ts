import { expect, test } from './fixtures.ts';
import type { EditorPage } from './pages/editorPage.ts';

/** 400 routers on a grid: from far away they are boxes on one canvas. */
const ids = Array.from({ length: 400 }, (_, i) => `r${i}`);
const plan = {
  hopwright: 1,
  name: 'A crowd',
  routers: ids.map((id) => ({ id, name: `Router ${id}` })),
  links: ids.slice(1).map((id) => ({ id: `l-${id}`, ends: ['r0', id], routing: 'bgp' })),
  view: {
    positions: Object.fromEntries(ids.map((id, i) => [id, [(i % 20) * 400, Math.floor(i / 20) * 300]])),
    locked: ['r211'],
  },
};

const VIEW = '.react-flow__viewport';

/** Opens the crowd, and tells where the middle of a router is drawn. */
async function open(editor: EditorPage) {
  const { page } = editor;
  await editor.open();
  await editor.chooseFile({ name: 'crowd.json', text: JSON.stringify(plan) });
  await expect(page.getByRole('img', { name: 'The plan from far away' })).toBeVisible();
  // The view settles when what came with the plan has its place.
  await page.waitForTimeout(300);
  const area = await editor.canvas.locator('.react-flow__pane').boundingBox();
  const style = await page.locator(VIEW).evaluate((element) => (element as HTMLElement).style.transform);
  const [x = 0, y = 0, zoom = 1] = (style.match(/-?[\d.]+(?=px|\))/g) ?? []).map(Number);
  return (id: string): { x: number; y: number } => {
    const [left = 0, top = 0] = plan.view.positions[id] ?? [];
    return { x: (area?.x ?? 0) + x + (left + 85) * zoom, y: (area?.y ?? 0) + y + (top + 34) * zoom };
  };
}

async function dragBy(editor: EditorPage, from: { x: number; y: number }): Promise<void> {
  const { mouse } = editor.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(from.x + 30, from.y + 20, { steps: 4 });
  await mouse.move(from.x + 60, from.y + 40, { steps: 4 });
  await mouse.up();
}

test('from far away a click selects, what is selected is dragged as one step, and any other drag looks elsewhere', async ({
  editor,
}) => {
  const at = await open(editor);
  const view = editor.page.locator(VIEW);
  const before = await view.getAttribute('style');
  const { x, y } = at('r210');
  await editor.page.mouse.click(x, y);
  await expect(editor.page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Router r210');
  await dragBy(editor, { x, y });
  expect(await view.getAttribute('style')).toBe(before);
  const [left = 0, top = 0] = (await editor.positions()).r210 ?? [];
  expect(left).toBeGreaterThan(10 * 400 + 100);
  expect(top).toBeGreaterThan(10 * 300 + 100);
  await editor.undo.click();
  expect((await editor.positions()).r210).toEqual([4000, 3000]);

  await dragBy(editor, at('r230'));
  expect(await view.getAttribute('style')).not.toBe(before);
  expect(await editor.positions()).toEqual(plan.view.positions);
});

test('what is locked is not dragged from far away, either', async ({ editor }) => {
  const at = await open(editor);
  const { x, y } = at('r211');
  await editor.page.mouse.click(x, y);
  await dragBy(editor, { x, y });
  expect(await editor.positions()).toEqual(plan.view.positions);
});

test('of a crowd seen near, only what is near is made, and it can be dragged', async ({ editor }) => {
  await open(editor);
  await editor.canvas.getByRole('button', { name: /^Zoom \d+ percent/ }).click();
  await expect(editor.cards('Router').first()).toBeVisible();
  expect(await editor.cards('Router').count()).toBeLessThan(60);
  const card = editor.cards('Router').first();
  const box = await card.boundingBox();
  if (!box) throw new Error('the card is drawn');
  await dragBy(editor, { x: box.x + box.width / 2, y: box.y + 14 });
  await expect(editor.undo).toBeEnabled();
  await expect(card).toBeVisible();
});
