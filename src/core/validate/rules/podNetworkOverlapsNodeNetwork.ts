import { crossing, isSeen, mayRepeat, type RuleContext } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V pod-network-overlaps-node-network] An addressable pod range overlaps a node network, host segment or transfer
 * network within one network; or any pod range its own node network (except `native`).
 */
export const podNetworkOverlapsNodeNetwork = defineRule({
  rule: 'pod-network-overlaps-node-network',
  reads: (context) => [context.profile, ...podsOf(context), ...othersOf(context)],
  *run(context) {
    const seen = new Set<string>();
    for (const pair of crossing(context, podsOf(context), othersOf(context))) {
      const { left, right, overlap } = pair;
      if (left.owner !== right.owner && (!isSeen(context, left) || mayRepeat(context, left, right))) continue;
      const evidence = evidenceOf(context, pair);
      const key = `${evidence.entities.join(' ')} ${evidence.key}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield {
        ...evidence,
        witness: (sight) => ({
          candidates: aroundOverlap(sight, left.owner, right.owner, overlap),
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

/** Native pods live in the node network by design; the rules for node networks speak of it. */
const podsOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind, cluster }) => kind === 'pods' && cluster?.mode !== 'native');

const othersOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind }) => kind === 'nodes' || kind === 'host-segment' || kind === 'transfer');
