import { describe, expect, it } from 'vitest';
import { parsePrefix } from '../address/prefix.ts';
import { platformRanges } from './platformRanges.ts';

describe('platform ranges', () => {
  for (const [platform, ranges] of Object.entries(platformRanges)) {
    it(`${platform} names only canonical ranges, each with its document`, () => {
      const all = [...ranges.nodes, ...ranges.pods, ...ranges.services, ...ranges.used];
      for (const { cidr } of all) expect(parsePrefix(cidr), cidr).toBeDefined();
      expect(ranges.source).toMatch(/^https:\/\//);
      for (const used of ranges.used) expect(used.source).toMatch(/^https:\/\//);
    });

    it(`${platform} gives each node a part of its pod range`, () => {
      for (const { cidr, nodeMask } of ranges.pods)
        expect(nodeMask).toBeGreaterThan(Number(cidr.split('/')[1]));
    });
  }
});
