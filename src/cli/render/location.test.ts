import { expect, test } from 'vitest';
import { lineOf, locationOf } from './location.ts';

const text = '{\n  "clusters": [\n    { "id": "london-2" },\n    { "id" : "london" }\n  ]\n}\n';

test('an entity is where its id is declared, not where a longer id begins like it', () => {
  expect(lineOf(text, 'london')).toBe(4);
  expect(lineOf(text, 'london-2')).toBe(3);
});

test('what is not in the document is on its first line', () => {
  expect(lineOf(text, 'paris')).toBe(1);
  expect(lineOf(undefined, 'london')).toBe(1);
});

test('standard input and links are no files', () => {
  expect(locationOf('-')).toBeUndefined();
  expect(locationOf('https://plans.example/#v1/abc')).toBeUndefined();
  expect(locationOf('./plans\\a.json')).toBe('plans/a.json');
});
