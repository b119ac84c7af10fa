import { expect, test } from 'vitest';
import { Renumbering } from './renumbering.ts';

test('what lies in a range that moved moves with it, and the rest stays', () => {
  const numbers = new Renumbering();
  numbers.add(['10.0.0.0/16', '2001:db8::/64'], ['10.7.0.0/16', '2001:db8:1::/64']);
  expect(numbers.cidr('10.0.0.0/16')).toBe('10.7.0.0/16');
  expect(numbers.cidr('10.0.3.0/24')).toBe('10.7.3.0/24');
  expect(numbers.cidr('2001:db8::/80')).toBe('2001:db8:1::/80');
  expect(numbers.cidr('10.0.0.0/8')).toBe('10.0.0.0/8');
  expect(numbers.cidr('0.0.0.0/0')).toBe('0.0.0.0/0');
  expect(numbers.address('10.0.0.9')).toBe('10.7.0.9');
  expect(numbers.address('10.8.0.9')).toBe('10.8.0.9');
  expect(numbers.address('blackhole')).toBe('blackhole');
});
