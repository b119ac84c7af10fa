import { expect, test } from 'vitest';
import { outline } from '#editor';
import { rowMove } from './rowKeys.ts';

const plan = {
  hopwright: 1 as const,
  name: 'one',
  clusters: [{ id: 'london', nodes: { cidrs: ['172.16.0.0/24'], count: 1 } }],
  hosts: [{ id: 'laptop', addresses: ['10.32.0.7/24'] }],
};
const folded = outline(plan, [], new Set());
const opened = outline(plan, [], new Set(['london']));
const goes = (key: string, rows: typeof folded, at: number) => {
  const move = rowMove(key, rows, at);
  return move?.kind === 'go' ? move.row.key : move?.kind;
};

test('right opens a row and then goes in, left goes out and then folds', () => {
  expect(goes('ArrowRight', folded, 0)).toBe('toggle');
  expect(goes('ArrowRight', opened, 0)).toBe('london nodes 0');
  expect(goes('ArrowRight', opened, 1)).toBe('stay');
  expect(goes('ArrowLeft', opened, 1)).toBe('london');
  expect(goes('ArrowLeft', opened, 0)).toBe('toggle');
  expect(goes('ArrowLeft', folded, 0)).toBe('stay');
});

test('up and down go through what is shown, and end at its ends', () => {
  expect(goes('ArrowDown', folded, 0)).toBe('laptop');
  expect(goes('ArrowDown', opened, 0)).toBe('london nodes 0');
  expect(goes('ArrowUp', folded, 0)).toBe('stay');
  expect(goes('End', opened, 0)).toBe('laptop');
  expect(goes('Home', opened, 2)).toBe('london');
});

test('letters are left to the commands', () => {
  expect(rowMove('c', folded, 0)).toBeUndefined();
  expect(rowMove('Delete', folded, 0)).toBeUndefined();
});
