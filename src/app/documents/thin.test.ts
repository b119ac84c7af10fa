import { expect, test } from 'vitest';
import { surplus } from './thin.ts';

/** One revision after the other, each at its time, thinned after each write as the store does it. */
function kept(times: readonly number[], size = 100, room?: number): number[] {
  let revisions: { number: number; savedAt: number; size: number }[] = [];
  for (const [i, savedAt] of times.entries()) {
    revisions.push({ number: i + 1, savedAt, size });
    const gone = surplus(revisions, 20, room);
    revisions = revisions.filter(({ number }) => !gone.includes(number));
  }
  return revisions.map(({ number }) => number);
}

const minute = 60_000;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

test('up to twenty versions are all kept', () => {
  expect(kept(upTo(20))).toHaveLength(20);
});

test('of more, the first and the newest ten are kept, and twenty in all', () => {
  const numbers = kept(upTo(500).map((i) => i * minute));
  expect(numbers).toHaveLength(20);
  expect(numbers[0]).toBe(1);
  expect(numbers.slice(-10)).toEqual(upTo(10).map((i) => 491 + i));
});

test('a busy minute does not push out yesterday', () => {
  const yesterday = upTo(8).map((i) => i * 60 * minute);
  const today = upTo(300).map((i) => 24 * 60 * minute + i * 200);
  const numbers = kept([...yesterday, ...today]);
  expect(numbers.slice(0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('what stays of a long day is spread over it', () => {
  const numbers = kept(upTo(480).map((i) => i * minute));
  const older = numbers.slice(0, -10);
  for (const [i, number] of older.entries()) expect(number - (older[i - 1] ?? 1)).toBeLessThan(200);
});

test('a clock that jumps back and forth changes nothing of the newest ten', () => {
  const numbers = kept(upTo(100).map((i) => (i % 2 === 0 ? 1e12 : 0) + i));
  expect(numbers).toHaveLength(20);
  expect(numbers.slice(-10)).toEqual(upTo(10).map((i) => 91 + i));
});

test('large plans are kept less often, and the newest always', () => {
  expect(kept(upTo(50), 100, 350).length).toBe(3);
  expect(kept(upTo(50), 1000, 350)).toEqual([50]);
});
