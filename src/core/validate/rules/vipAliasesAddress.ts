import { crossing, isSeen, mayRepeat, type RangePair, type RuleContext } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V vip-aliases-address] A service range covers anything addressable from its cluster: own nodes and pods, others' nodes
 * and non-overlay pods, hosts, transfer networks. Replies or calls to such an address are taken for a service's (S).
 */
export const vipAliasesAddress = defineRule({
  rule: 'vip-aliases-address',
  *run(context) {
    const services = context.ranges.filter((range) => range.kind === 'services');
    const others = context.ranges.filter(
      (range) => range.kind !== 'services' && range.kind !== 'host-segment',
    );
    for (const pair of crossing(context, services, others)) {
      const { left, right, overlap } = pair;
      if (!isAddressedFrom(context, pair)) continue;
      yield {
        ...evidenceOf(context, pair),
        facts: { proxy: left.cluster?.serviceProxy ?? 'any' },
        witness: () => ({
          candidates: aroundOverlap(context, left.owner, right.owner, overlap),
          endings: ['captured', 'refused', 'filtered-source', 'misdelivered'],
        }),
      };
    }
  },
});

/**
 * Its own pods and nodes always; of others the nodes, what has pods that are seen, hosts and transfer networks. Also under
 * Submariner, whose node networks may repeat: its gateways call each other's nodes to build their tunnels.
 */
function isAddressedFrom(context: RuleContext, { left, right }: RangePair): boolean {
  if (left.owner === right.owner) return true;
  if (mayRepeat(context, left, right)) return false;
  return right.kind !== 'pods' || isSeen(context, right);
}
