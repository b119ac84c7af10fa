import { expect, test } from 'vitest';
import type { Line } from './floatingEdge.ts';
import { linkTexts } from './linkTexts.ts';

const level = (length: number, aside = 0): Line => ({
  start: { x: 0, y: 0 },
  end: { x: length, y: 0 },
  bend: { x: length / 2, y: aside },
});
const addresses = ['10.0.0.1', '10.0.0.2'] as const;
const session = { kind: 'external', ends: ['AS 64512', 'AS 64513'] } as const;
const told = (line: Line, ...of: [typeof addresses | undefined, typeof session | undefined]) =>
  linkTexts(line, ...of).map(({ text, of, boxed }) => `${of} ${text}${boxed ? ' boxed' : ''}`);

test('a long line has the addresses and the systems of both its ends', () => {
  expect(told(level(600), addresses, session)).toEqual([
    'system AS 64512 boxed',
    'system AS 64513 boxed',
    'address 10.0.0.1',
    'address 10.0.0.2',
  ]);
});

test('of lines side by side addresses take the place, on the dots; a short line has none of them', () => {
  expect(told(level(600, 36), addresses, session)).toEqual([
    'address 10.0.0.1 boxed',
    'address 10.0.0.2 boxed',
  ]);
  expect(told(level(600, 36), undefined, session)).toEqual([
    'system AS 64512 boxed',
    'system AS 64513 boxed',
  ]);
  expect(told(level(80), addresses, session)).toEqual([]);
});
