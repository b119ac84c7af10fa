import { mayRepeat, type RangePair, type RuleContext, within } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { groupBy } from '../groupBy.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/** [V node-networks-overlap] Node networks or host segments within one network overlap and are not one segment (A1). */
export const nodeNetworksOverlap = defineRule({
  rule: 'node-networks-overlap',
  reads: (context) => [context.profile, ...segmentRanges(context)],
  *run(context) {
    const seen = new Set<string>();
    for (const pair of overlappingSegments(context)) {
      const { left, right, overlap } = pair;
      if (mayRepeat(context, left, right)) continue;
      const key = [left.owner, left.segment, right.owner, right.segment].join('|');
      // A host with two addresses on one segment has that range twice.
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        ...evidenceOf(context, pair),
        witness: (sight) => ({
          candidates: aroundOverlap(sight, left.owner, right.owner, overlap),
          endings: ['neighbor-unreachable', 'misdelivered', 'ambiguous', 'refused', 'no-route'],
        }),
      };
    }
  },
});

const segmentRanges = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind }) => kind === 'nodes' || kind === 'host-segment');

/**
 * Each two owners of different segments that overlap. Segments are compared, not their owners, so that a segment of
 * thousands of hosts costs nothing by itself; what a profile joins depends on whether the owner is a cluster.
 */
function* overlappingSegments(context: RuleContext): Generator<RangePair> {
  const segments = groupBy(
    segmentRanges(context),
    (range) => `${range.cluster ? 'cluster' : 'host'} ${range.segment ?? range.owner}`,
  );
  const owners = new Map(
    [...segments.values()].flatMap((list) => (list[0] ? [[list[0], list] as const] : [])),
  );
  for (const { left, right, overlap } of within(context, [...owners.keys()])) {
    if (left.segment === right.segment) continue;
    for (const one of owners.get(left) ?? [])
      for (const other of owners.get(right) ?? []) yield { left: one, right: other, overlap };
  }
}
