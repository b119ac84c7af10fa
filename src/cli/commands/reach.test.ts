import { expect, test } from 'vitest';
import { planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };
const reach = (...args: string[]) => runCaptured(['reach', ...args], world);

test('a plan in which every call is answered is exit code 0, with the count', async () => {
  const { exit, out, err } = await reach('sound.json');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/^.+: (\d+) of \1 calls between \d+ ends are answered\.\n$/);
});

test('what is lost is told by sender, with the leg and how', async () => {
  const { exit, out } = await reach('black-hole.json');
  expect(exit).toBe(1);
  expect(out).toMatch(/^ {2}host:laptop: reply captured: .*pod:london\/cb-\d/m);
});

test('JSON: ends, outcomes, and a row of outcome numbers for each end', async () => {
  const { exit, out } = await reach('black-hole.json', '--format', 'json');
  const value = JSON.parse(out);
  expect(exit).toBe(1);
  expect(Object.keys(value)).toEqual(['plan', 'ends', 'outcomes', 'calls', 'lost', 'rows']);
  const from = value.ends.indexOf('host:laptop');
  const to = value.ends.findIndex((end: string) => end.startsWith('pod:london/'));
  expect(value.outcomes[value.rows[from][to]]).toEqual({
    verdict: 'not-delivered',
    leg: 'reply',
    disposition: 'captured',
  });
  expect(value.rows[from][from]).toBe(0);
  expect(value.outcomes[0]).toBeNull();
  expect(value.calls).toBe(value.ends.length * (value.ends.length - 1));
});

test('CSV: senders down, targets across, the diagonal empty', async () => {
  const { out } = await reach('black-hole.json', '--format', 'csv');
  const rows = out
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const [head = [], first = []] = rows;
  expect(head[0]).toBe('from');
  expect(rows).toHaveLength(head.length);
  expect(first[0]).toBe(head[1]);
  expect(first[1]).toBe('');
  expect(rows.flat()).toContain('reply captured');
});

test('an unreadable plan is exit code 2 and named', async () => {
  expect(await reach('none.json')).toMatchObject({ exit: 2, out: '' });
});
