import { expect, test } from 'vitest';
import { copyName } from './copyName.ts';
import { countsText } from './counts.ts';
import { when } from './when.ts';

test('a time is told as people say it, and one that a clock set back left in the future as it is', () => {
  const now = new Date(2026, 10, 24, 15, 30).getTime();
  const ago = (minutes: number): string => when(now - minutes * 60_000, now, 'en-GB');
  expect(ago(0)).toBe('just now');
  expect(ago(1)).toBe('a minute ago');
  expect(ago(59)).toBe('59 minutes ago');
  expect(ago(90)).toBe('today at 14:00');
  expect(ago(24 * 60)).toBe('23 Nov 2026, 15:30');
  expect(ago(-5)).toBe('today at 15:35');
  expect(ago(-60 * 24 * 366)).toBe('25 Nov 2027, 15:30');
});

test('a copy of a copy is counted, and no name becomes too long', () => {
  expect(copyName('Sites', 'copy')).toBe('Sites (copy)');
  expect(copyName('Sites (copy)', 'copy')).toBe('Sites (copy 2)');
  expect(copyName('Sites (copy 9)', 'copy')).toBe('Sites (copy 10)');
  expect(copyName('Sites (copy)', 'recovered copy')).toBe('Sites (copy) (recovered copy)');
  expect(copyName('x'.repeat(253), 'copy')).toHaveLength(253);
  expect(copyName('(copy)', 'copy')).toBe('(copy) (copy)');
});

test('only what a plan has is counted', () => {
  expect(countsText({ clusters: 2, routers: 1, links: 0, hosts: 1 })).toBe('2 clusters, 1 router, 1 host');
  expect(countsText({ clusters: 0, routers: 0, links: 0, hosts: 0 })).toBe('empty');
});
