import { expect, test } from 'vitest';
import { stepped } from './stepped.ts';

test('a network moves by its own size', () => {
  expect(stepped('10.0.0.0/16', 1)).toBe('10.1.0.0/16');
  expect(stepped('10.1.0.0/16', -1)).toBe('10.0.0.0/16');
  expect(stepped('fd00:10::/48', 1)).toBe('fd00:10:1::/48');
});

test('an address with its segment keeps its place in the next segment', () => {
  expect(stepped('10.32.0.7/24', 1)).toBe('10.32.1.7/24');
});

test('a bare address moves by one', () => {
  expect(stepped(' 10.0.0.255 ', 1)).toBe('10.0.1.0');
});

test('nothing lies beyond the ends, and what is no address does not move', () => {
  expect(stepped('0.0.0.0/8', -1)).toBeUndefined();
  expect(stepped('255.0.0.0/8', 1)).toBeUndefined();
  expect(stepped('10.0.0', 1)).toBeUndefined();
  expect(stepped('', 1)).toBeUndefined();
});
