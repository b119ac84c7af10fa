import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { EditorPage } from './pages/editorPage.ts';

const cardOf = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });
const stepsOf = (card: Locator): Locator => card.getByRole('list', { name: 'Steps' }).getByRole('listitem');
const BLACK_HOLE = 'The answer that never arrives';

/** The step that the card is at. */
async function expectStep(card: Locator, number: number): Promise<void> {
  await expect(stepsOf(card).nth(number - 1)).toHaveAttribute('aria-current', 'step');
}

async function playToTheEnd(editor: EditorPage): Promise<void> {
  await editor.scrubber.focus();
  await editor.page.keyboard.press('End');
}

test('a lesson is played to its end with the mouse, and the next one begins', async ({ editor, page }) => {
  await editor.open();
  await editor.canvas.getByRole('button', { name: 'Choose a lesson' }).click();
  await editor.dialog.getByRole('button', { name: /^There, but not back/ }).click();
  const card = cardOf(page, 'There, but not back');
  await expect(card).toContainText('0 of 4 steps done');
  await expect(editor.heading).toHaveText('There, but not back');
  await expectStep(card, 1);

  // The walk is ready; its last hop is a click on the scrubber away.
  const play = editor.timeline.getByRole('button', { name: 'Play', exact: true });
  await expect(play).toBeInViewport();
  await editor.timeline.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  await play.click();
  await expect(stepsOf(card).nth(1)).toHaveAttribute('aria-current', 'step', { timeout: 40_000 });
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText('Step 1 of 4 done');

  await editor.showResults('Findings');
  await editor.finding('missing-return-route').first().getByRole('button', { name: 'Show' }).click();
  await expectStep(card, 3);
  await expect(card).toContainText('10.1.0.2');

  await card.getByRole('button', { name: 'Show hint' }).click();
  await expect(card).toContainText('What London edge reaches through this link');
  await editor.finding('missing-return-route').first().getByRole('button', { name: 'Fix' }).click();
  await editor.results.getByRole('button', { name: 'Apply the fix' }).click();
  await expectStep(card, 4);

  // Undone, it is open again; redone, done.
  await editor.undo.click();
  await expectStep(card, 3);
  await editor.redo.click();
  await expectStep(card, 4);

  await editor.showResults('Paths');
  await editor.showFlow('And the other way round');
  await editor.timeline.getByRole('button', { name: 'Play', exact: true }).click();
  // It is played in its own time, hop by hop.
  await expect(card).toContainText('all steps done', { timeout: 40_000 });
  await expect(page.getByRole('status', { name: 'Announcements' })).toHaveText(
    'Lesson done: There, but not back.',
  );
  await card.getByRole('button', { name: /^Next: / }).click();
  const following = cardOf(page, 'Two clusters, one pod range');
  await expect(following).toContainText('0 of 5 steps done');
  await expect(following.getByRole('heading')).toBeFocused();

  // What was done is known afterwards.
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: 'Lessons…' }).click();
  await expect(editor.dialog.getByRole('button', { name: /^There, but not back done/ })).toBeVisible();
});

test('a lesson is played to its end by key alone', async ({ editor, page }) => {
  const { keyboard } = page;
  await editor.open();
  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await keyboard.type('lesson never arrives');
  await expect(page.getByRole('option').first()).toContainText(BLACK_HOLE);
  await keyboard.press('Enter');
  const card = cardOf(page, BLACK_HOLE);
  await expect(card.getByRole('heading', { name: BLACK_HOLE })).toBeFocused();

  // Step 1: the timeline has the arrow keys.
  await playToTheEnd(editor);
  await expectStep(card, 2);

  // Step 2: the other client's flow, by the list of paths.
  await editor.results.getByRole('tab', { name: 'Findings' }).focus();
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  const other = editor.results.getByRole('button', { name: 'The same from another network', exact: true });
  await other.focus();
  await keyboard.press('Enter');
  await expect(editor.verdict).toContainText('delivered');
  await playToTheEnd(editor);
  await expectStep(card, 3);

  await keyboard.press('F8');
  await expectStep(card, 4);

  // The card is a part of the page that F6 comes to.
  for (let i = 0; i < 8; i++) {
    await keyboard.press('F6');
    if ((await card.locator(':focus').count()) > 0) break;
  }
  await expect(card.locator(':focus')).toHaveCount(1);
  const hint = card.getByRole('button', { name: 'Show hint' });
  for (let i = 0; i < 12; i++) {
    if (await hint.evaluate((element) => element === document.activeElement)) break;
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await expect(card).toContainText('Service (VIP) ranges');

  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
  await keyboard.type('Fix the finding');
  await expect(page.getByRole('option').first()).toContainText('Fix the finding');
  await keyboard.press('Enter');
  await expectStep(card, 5);

  const own = editor.results.getByRole('button', { name: 'The client calls a pod in London', exact: true });
  await editor.results.getByRole('tab', { name: 'Findings' }).focus();
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await own.focus();
  await keyboard.press('Enter');
  await expect(editor.verdict).toContainText('delivered');
  await playToTheEnd(editor);
  await expect(card).toContainText('all steps done');
});

test('how far a lesson is survives a reload, and leaving it leaves the design', async ({ editor, page }) => {
  await editor.open('?lesson=black-hole');
  const card = cardOf(page, BLACK_HOLE);
  await expect(editor.verdict).toContainText('captured');
  await playToTheEnd(editor);
  await expectStep(card, 2);
  await editor.waitUntilSaved();
  await page.reload();
  await expect(card).toContainText('1 of 5 steps done');
  await expectStep(card, 2);

  await card.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('treeitem').first()).toBeFocused();
  await expect(editor.heading).toHaveText(BLACK_HOLE);
  await page.reload();
  await expect(editor.heading).toHaveText(BLACK_HOLE);
  await expect(card).toHaveCount(0);
});

test('starting again is one step in the history, and undo brings back what was done to the plan', async ({
  editor,
  page,
}) => {
  await editor.open('?lesson=black-hole');
  const card = cardOf(page, BLACK_HOLE);
  await editor.finding('vip-aliases-address').getByRole('button', { name: 'Fix' }).click();
  await editor.results.getByRole('button', { name: 'Apply the fix' }).click();
  await expect(editor.finding('vip-aliases-address')).toHaveCount(0);
  await card.getByRole('button', { name: 'Start again' }).click();
  await expect(editor.finding('vip-aliases-address')).toHaveCount(1);
  await expect(card).toContainText('0 of 5 steps done');
  await expect(editor.undo).toHaveAccessibleName('Undo Start the lesson again');
  await editor.undo.click();
  await expect(editor.finding('vip-aliases-address')).toHaveCount(0);
});

test('another design has no lesson beside it, and the lesson is there when one comes back', async ({
  editor,
  page,
}) => {
  await editor.open('?lesson=black-hole');
  const card = cardOf(page, BLACK_HOLE);
  await expect(card).toBeVisible();
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: 'Native pod addresses' }).click();
  await expect(card).toHaveCount(0);
  await editor.goOnWith(BLACK_HOLE);
  await expect(card).toBeVisible();
});

test('an address with a lesson that there is none of says so', async ({ editor, page }) => {
  await editor.open('?lesson=none-such');
  await expect(page.getByRole('status', { name: 'Announcements' })).toContainText(
    'There is no lesson "none-such"',
  );
});

test('on a phone the lesson is a sheet under the canvas, and covers nothing of it', async ({
  editor,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await editor.open('?lesson=black-hole');
  const card = cardOf(page, BLACK_HOLE);
  await expect(card).toBeVisible();
  await expect(editor.verdict).toBeVisible();
  const overlap = async (): Promise<number> => {
    const [canvas, sheet] = [await editor.canvas.boundingBox(), await card.boundingBox()];
    if (!canvas || !sheet) throw new Error('canvas and sheet are both shown');
    return canvas.y + canvas.height - sheet.y;
  };
  await expect.poll(overlap).toBeLessThanOrEqual(1);
  await expect(stepsOf(card)).toHaveCount(1);
  await card.getByRole('button', { name: 'Show the whole lesson' }).click();
  await expect(stepsOf(card)).toHaveCount(5);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the list of lessons, a lesson, its hint and its end have no violation', async ({
      editor,
      page,
    }) => {
      await editor.open();
      await editor.canvas.getByRole('button', { name: 'Choose a lesson' }).click();
      await expect(editor.dialog).toBeVisible();
      await expectAccessible(page);
      await editor.dialog.getByRole('button', { name: /^There, but not back/ }).click();
      const card = cardOf(page, 'There, but not back');
      await card.getByRole('button', { name: 'Show hint' }).click();
      await expect(editor.verdict).toBeVisible();
      await expectAccessible(page);
      await playToTheEnd(editor);
      await editor.finding('missing-return-route').first().getByRole('button', { name: 'Show' }).click();
      await editor.finding('missing-return-route').first().getByRole('button', { name: 'Fix' }).click();
      await editor.results.getByRole('button', { name: 'Apply the fix' }).click();
      await expectStep(card, 4);
      await editor.showResults('Paths');
      await editor.showFlow('And the other way round');
      await playToTheEnd(editor);
      await expect(card).toContainText('all steps done');
      await expectAccessible(page);
    });
  });
}
