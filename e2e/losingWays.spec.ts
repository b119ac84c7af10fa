import { expect, test } from './fixtures.ts';

test('draws the ways that lost from the hop where the packet is, and only from there', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  const lost = page.locator('[data-loser]');
  await editor.selectOnCanvas('London edge', 'Router');
  // At the client nothing lost; its router knows a way of its own besides the one that is taken.
  await expect(lost).toHaveCount(0);
  const seen: string[] = [];
  for (let hop = 1; hop < 7; hop++) {
    await page.keyboard.press('.');
    seen.push(...(await lost.evaluateAll((all) => all.map((one) => one.textContent ?? ''))));
  }
  expect(seen.join(' ')).toContain('not 0.0.0.0/0');
});
