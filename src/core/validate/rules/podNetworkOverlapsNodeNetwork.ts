import { crossing, isSeen, mayRepeat } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V pod-network-overlaps-node-network] An addressable pod range overlaps a node network, host segment or transfer
 * network within one network; or any pod range its own node network (except `native`).
 */
export const podNetworkOverlapsNodeNetwork = defineRule({
  rule: 'pod-network-overlaps-node-network',
  *run(context) {
    // Native pods live in the node network by design; the rules for node networks speak of it.
    const pods = context.ranges.filter((range) => range.kind === 'pods' && range.cluster?.mode !== 'native');
    const others = context.ranges.filter(
      (range) => range.kind === 'nodes' || range.kind === 'host-segment' || range.kind === 'transfer',
    );
    const seen = new Set<string>();
    for (const pair of crossing(context, pods, others)) {
      const { left, right, overlap } = pair;
      if (left.owner !== right.owner && (!isSeen(context, left) || mayRepeat(context, left, right))) continue;
      const evidence = evidenceOf(context, pair);
      const key = `${evidence.entities.join(' ')} ${evidence.key}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        ...evidence,
        witness: () => ({
          candidates: aroundOverlap(context, left.owner, right.owner, overlap),
          endings: [
            'misdelivered',
            'neighbor-unreachable',
            'ambiguous',
            'no-route',
            'loop',
            'reply-mismatch',
            'filtered-source',
          ],
        }),
      };
    }
  },
});
