import { expect, test } from 'vitest';
import { claimByAsking } from './claims.ts';

test('without Web Locks a tab still learns that another holds a name', async () => {
  const [first, second] = [claimByAsking(), claimByAsking()];
  expect(await first('a')).toBe(true);
  expect(await second('a')).toBe(false);
  expect(await second('b')).toBe(true);
  // Its own is no obstacle.
  expect(await first('a')).toBe(true);
});
