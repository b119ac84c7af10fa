import { mayRepeat, within } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/** [V node-networks-overlap] Node networks or host segments within one network overlap and are not one segment (A1). */
export const nodeNetworksOverlap = defineRule({
  rule: 'node-networks-overlap',
  *run(context) {
    const ranges = context.ranges.filter((range) => range.kind === 'nodes' || range.kind === 'host-segment');
    const seen = new Set<string>();
    for (const pair of within(context, ranges)) {
      const { left, right, overlap } = pair;
      if (left.segment === right.segment || mayRepeat(context, left, right)) continue;
      const key = [left.owner, left.segment, right.owner, right.segment].join('|');
      // A host with two addresses on one segment has that range twice.
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        ...evidenceOf(context, pair),
        witness: () => ({
          candidates: aroundOverlap(context, left.owner, right.owner, overlap),
          endings: ['neighbor-unreachable', 'misdelivered', 'ambiguous', 'refused', 'no-route'],
        }),
      };
    }
  },
});
