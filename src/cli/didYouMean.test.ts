import { expect, test } from 'vitest';
import { didYouMean } from './didYouMean.ts';

const words = ['check', 'trace', 'test', 'link', 'unlink'];

test.each([
  ['chekc', 'check'],
  ['TRACE', 'trace'],
  ['tset', 'test'],
  ['linkk', 'link'],
])('%s is taken for %s', (word, meant) => {
  expect(didYouMean(word, words)).toBe(meant);
});

test.each(['reach', 'explode', 'x', ''])('%j is taken for nothing', (word) => {
  expect(didYouMean(word, words)).toBeUndefined();
});
