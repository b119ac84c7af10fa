import { expect, test } from './fixtures.ts';

test('the timeline is moved by keyboard: arrows step, Home and End go to the ends', async ({
  editor,
  page,
}) => {
  await editor.openExample('black-hole');
  await editor.scrubber.focus();
  await page.keyboard.press('End');
  await expect(editor.scrubber).toHaveAttribute(
    'aria-valuetext',
    'reply hop 2 of 2, node:london/0, captured',
  );
  const last = await editor.scrubber.getAttribute('aria-valuemax');
  await expect(editor.scrubber).toHaveAttribute('aria-valuenow', last ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^reply hop 1 of 2, pod:london\/cb-0/);
  await page.keyboard.press('Home');
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^request hop 1 of 5, host:laptop/);
  await page.keyboard.press('ArrowRight');
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^request hop 2 of 5, router:edge-p/);
});

test('the hop list follows the timeline, and the timeline the hop list', async ({ editor, page }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Paths');
  await editor.scrubber.focus();
  await page.keyboard.press('End');
  await expect(editor.hops('Reply').last().getByRole('button')).toHaveAttribute('aria-current', 'step');
  await editor.hops('Request').nth(2).getByRole('button').press('Enter');
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^request hop 3 of 5, router:edge-l/);
});

test('each hop says which route, rule or translation decided, and the packet that it sent', async ({
  editor,
}) => {
  await editor.openExample('black-hole');
  await editor.showResults('Paths');
  const edge = editor.hops('Request').nth(1);
  await expect(edge).toContainText('route 10.0.0.0/16');
  await expect(edge).toContainText('vpn-lp');
  await expect(edge).toContainText('ipsec');
  await expect(edge).toContainText('10.32.0.7');
});

test('play walks to the end by itself, pause stops it, stepping goes on by one', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.scrubber.press('Home');
  await editor.timeline.getByRole('combobox', { name: 'Speed' }).selectOption('4');
  await editor.timeline.getByRole('button', { name: 'Play' }).click();
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^reply hop 2 of 2/);
  await expect(editor.timeline.getByRole('button', { name: 'Play' })).toBeVisible();
  await editor.timeline.getByRole('button', { name: 'Step back' }).click();
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^reply hop 1 of 2/);
  await editor.timeline.getByRole('button', { name: 'Step forward' }).click();
  await expect(editor.scrubber).toHaveAttribute('aria-valuetext', /^reply hop 2 of 2/);
});

test('a finding plays its witness, and the walk really fails', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.showResults('Findings');
  await editor.finding('vip-aliases-address').first().getByRole('button', { name: 'Play witness' }).click();
  await expect(editor.verdict).toContainText('captured');
});

test('a service with several pods has a path for each, and they can be chosen', async ({ editor }) => {
  await editor.openExample('routed-cluster');
  await editor.walk('pod:london/cb-0', 'service:london/cb-ui');
  const paths = editor.timeline.getByRole('combobox', { name: 'Path' });
  await expect(paths.getByRole('option')).toHaveCount(3);
  await paths.selectOption('1');
  await editor.showResults('Paths');
  await expect(editor.hops('Request').last()).toContainText('pod:london/cb-1');
});

test('a question that makes no flow is answered in a sentence', async ({ editor }) => {
  await editor.openExample('black-hole');
  await editor.walk('host:nobody', 'pod:london/cb-0');
  await expect(
    editor.results
      .or(editor.timeline)
      .getByText(/host:nobody/)
      .first(),
  ).toBeVisible();
});

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the whole numbered trail stands still on the canvas', async ({ editor, page }) => {
    await editor.openExample('black-hole');
    const trail = editor.canvas.getByRole('img', { name: /walk|trail|packet/i });
    await expect(trail.first()).toBeAttached();
    const running = await page.evaluate(
      () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
    );
    expect(running).toBe(0);
  });
});
