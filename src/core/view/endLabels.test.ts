import { expect, test } from 'vitest';
import { endLabels } from './endLabels.ts';

const line = (x1: number, y1: number, x2: number, y2: number) => ({
  start: { x: x1, y: y1 },
  end: { x: x2, y: y2 },
  bend: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
});
const texts = ['10.255.0.1', '10.255.0.2'] as const;

test('under a level line, near each end', () => {
  const [a, b] = endLabels(line(0, 0, 600, 0), texts) ?? [];
  expect(a?.y).toBeGreaterThan(8);
  expect(b?.y).toBe(a?.y);
  expect(a?.x).toBe(600 - (b?.x ?? 0));
  expect(a?.x).toBeLessThan(60);
});

test('to the right of an upright line, whichever way it goes', () => {
  for (const upright of [line(0, 0, 0, 300), line(0, 300, 0, 0)])
    for (const point of endLabels(upright, texts) ?? []) expect(point.x).toBeGreaterThan(30);
});

test('a short line has room for its name only', () => {
  expect(endLabels(line(0, 0, 240, 0), texts)).toBeUndefined();
  expect(endLabels(line(0, 0, 0, 60), texts)).toBeUndefined();
  expect(endLabels(line(0, 0, 0, 0), texts)).toBeUndefined();
});

test('of two lines that run side by side, each has its addresses on its outer side', () => {
  const bent = (by: number) => ({ ...line(0, 0, 600, 0), bend: { x: 300, y: by } });
  for (const point of endLabels(bent(-18), texts) ?? []) expect(point.y).toBeLessThan(-8);
  for (const point of endLabels(bent(18), texts) ?? []) expect(point.y).toBeGreaterThan(8);
});
