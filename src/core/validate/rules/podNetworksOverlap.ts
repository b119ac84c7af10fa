import { overlaps } from '../../address/prefix.ts';
import { mayRepeat, type RangePair, type RuleContext, within } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V pod-networks-overlap] Pod ranges of two non-overlay clusters within one network overlap; of overlays too where the
 * profile lets other clusters see their pods.
 */
export const podNetworksOverlap = defineRule({
  rule: 'pod-networks-overlap',
  reads: (context) => [context.profile, ...podRanges(context)],
  *run(context) {
    const ranges = podRanges(context);
    for (const pair of within(context, ranges)) {
      const { left, right, overlap } = pair;
      if (left.owner === right.owner || mayRepeat(context, left, right) || shareSegment(ranges, pair))
        continue;
      yield {
        ...evidenceOf(context, pair),
        witness: (sight) => ({
          candidates: aroundOverlap(sight, left.owner, right.owner, overlap),
          endings: [
            'misdelivered',
            'neighbor-unreachable',
            'ambiguous',
            'refused',
            'no-route',
            'unreachable',
          ],
        }),
      };
    }
  },
});

const podRanges = ({ colliding, profile }: RuleContext): PlanRange[] =>
  colliding.filter(
    (range) =>
      (range.kind === 'pods' || isNativeWithoutPods(range)) &&
      (range.cluster?.mode !== 'overlay' || profile.overlayPodsAreSeen),
  );

/** A8: the pod ranges of a native cluster without `pods` are its node networks. */
const isNativeWithoutPods = ({ kind, cluster }: PlanRange): boolean =>
  kind === 'nodes' && cluster?.mode === 'native';

/** Two native clusters on one segment take their pods' addresses from one pool (A5): nothing is dealt twice. */
function shareSegment(ranges: readonly PlanRange[], { left, right, overlap }: RangePair): boolean {
  if (left.cluster?.mode !== 'native' || right.cluster?.mode !== 'native') return false;
  const segmentsOf = (owner: string) =>
    ranges.flatMap((r) =>
      r.kind === 'nodes' && r.owner === owner && overlaps(r.prefix, overlap) ? [r.segment] : [],
    );
  const own = segmentsOf(left.owner);
  return segmentsOf(right.owner).some((segment) => own.includes(segment));
}
