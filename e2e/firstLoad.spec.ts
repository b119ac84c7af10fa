import { expect, test } from './fixtures.ts';

test('until somebody asks for them, the page loads neither layout engine, YAML, QR codes nor rule pages', async ({
  editor,
  page,
}) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await editor.openExample('black-hole');
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((name) => /\/(elk-worker|yaml|QrCode|RuleDialog)\b/.test(name))).toEqual([]);
});
