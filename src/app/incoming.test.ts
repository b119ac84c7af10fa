import { expect, test } from 'vitest';
import { looksLikeLink } from '#editor';
import { toFragment } from '#share';
import { readFiles, readIncoming } from './incoming.ts';

const plan = { hopwright: 1 as const, name: 'mine' };

test('a share link is known by its fragment, a plan as JSON is not taken for one', async () => {
  const fragment = await toFragment(plan);
  expect(looksLikeLink(`https://example.org/hopwright/#${fragment}`)).toBe(true);
  expect(looksLikeLink(`#${fragment}`)).toBe(true);
  expect(looksLikeLink(` ${fragment}`)).toBe(true);
  expect(looksLikeLink(JSON.stringify({ ...plan, notes: 'see #v1/abc' }))).toBe(false);
});

test('links and JSON are read to the same plan', async () => {
  const fragment = await toFragment(plan);
  expect(await readIncoming(`https://example.org/#${fragment}`)).toMatchObject({ ok: true, plan });
  expect(await readIncoming(JSON.stringify(plan))).toEqual({ ok: true, plan });
});

test('of several files the first plan is taken; if there is none, every problem is told with its file', async () => {
  const file = (name: string, text: string) => new File([text], name);
  const good = file('good.json', JSON.stringify(plan));
  const bad = file('bad.json', '{');
  expect(await readFiles([bad, good])).toEqual({ ok: true, plan });
  const read = await readFiles([bad, file('worse.json', '[]')]);
  expect(read.ok ? [] : read.problems.map(({ path }) => path.split(':')[0])).toEqual([
    'bad.json',
    'worse.json',
  ]);
});

test('a file that is too large is refused before it is read', async () => {
  const large = {
    name: 'large.json',
    size: 6 * 1024 * 1024,
    text: () => Promise.reject(new Error('was read')),
  };
  const read = await readFiles([large as unknown as File]);
  expect(read).toEqual({
    ok: false,
    problems: [{ path: 'large.json', message: 'the file has 6.0 MiB; a plan has at most 5 MiB' }],
  });
});
