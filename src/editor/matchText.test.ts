import { expect, test } from 'vitest';
import { textMatcher } from './matchText.ts';

const best = (query: string, ...texts: string[]) =>
  texts
    .map((text) => ({ text, score: textMatcher(query)(text) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text);

test('what begins as the query does stands before what has it in the middle', () => {
  expect(best('rou', 'Surround', 'Add a router', 'Routes', 'Redo')).toEqual([
    'Routes',
    'Add a router',
    'Surround',
  ]);
});

test('all words must be found, in any order', () => {
  expect(best('cluster add', 'Add a cluster', 'Add a router')).toEqual(['Add a cluster']);
});

test('accents and case do not matter, and signs are letters like others', () => {
  expect(best('zurich', 'Zürich')).toEqual(['Zürich']);
  expect(best('10.0.', '10.0.0.0/16', '10a0b')).toEqual(['10.0.0.0/16']);
  expect(best('(', 'Client (old)')).toEqual(['Client (old)']);
});
