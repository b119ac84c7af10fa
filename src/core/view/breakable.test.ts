import { expect, test } from 'vitest';
import { breakable } from './breakable.ts';

test('an address breaks after its colons, a length stays with the last group', () => {
  expect(breakable('2001:db8::/112')).toEqual(['2001:', 'db8::/112']);
  expect(breakable('2001:db8::1/64 +2')).toEqual(['2001:', 'db8::', '1/64 ', '+2']);
  expect(breakable('10.0.0.0/16')).toEqual(['10.0.0.0/16']);
});
