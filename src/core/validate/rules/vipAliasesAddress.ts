import { crossing, isSeen, mayRepeat, type RangePair, type RuleContext } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V vip-aliases-address] A service range covers anything addressable from its cluster: own nodes and pods, others' nodes
 * and non-overlay pods, hosts, transfer networks. Replies or calls to such an address are taken for a service's (S).
 */
export const vipAliasesAddress = defineRule({
  rule: 'vip-aliases-address',
  reads: (context) => [context.profile, ...servicesOf(context), ...othersOf(context)],
  *run(context) {
    const services = servicesOf(context);
    const others = othersOf(context);
    for (const pair of crossing(context, services, others)) {
      const { left, right, overlap } = pair;
      if (!isAddressedFrom(context, pair)) continue;
      yield {
        ...evidenceOf(context, pair),
        facts: { proxy: left.cluster?.serviceProxy ?? 'any' },
        witness: (sight) => ({
          candidates: aroundOverlap(sight, left.owner, right.owner, overlap),
          endings: ['captured', 'refused', 'filtered-source', 'misdelivered'],
        }),
      };
    }
  },
});

const servicesOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind }) => kind === 'services');
const othersOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind }) => kind !== 'services' && kind !== 'host-segment');

/**
 * Its own pods and nodes always; of others the nodes, what has pods that are seen, hosts and transfer networks. Also under
 * Submariner, whose node networks may repeat: its gateways call each other's nodes to build their tunnels.
 */
function isAddressedFrom(context: RuleContext, { left, right }: RangePair): boolean {
  if (left.owner === right.owner) return true;
  if (mayRepeat(context, left, right)) return false;
  return right.kind !== 'pods' || isSeen(context, right);
}
