import type { FlowQuestion } from '../../simulate/trace.ts';
import { mayRepeat, type RuleContext, within } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import type { Sight } from '../sight.ts';
import { callersOf } from '../witness.ts';

/**
 * [V vip-range-reused] Two clusters use one service range: fine, because VIPs stay inside their cluster, unless it is
 * advertised, or the profile carries services to other clusters.
 */
export const vipRangeReused = defineRule({
  rule: 'vip-range-reused',
  reads: (context) => [context.profile, ...servicesOf(context)],
  *run(context) {
    const { profile } = context;
    for (const pair of within(context, servicesOf(context))) {
      const { left, right } = pair;
      if (left.owner === right.owner) continue;
      const advertisers = [left, right].filter((range) => range.cluster?.advertisesServices);
      // Under Globalnet everything may repeat; there is nothing to remark.
      if (profile.mayRepeat.pods && mayRepeat(context, left, right) && advertisers.length === 0) continue;
      const [first] = advertisers;
      const evidence = evidenceOf(context, first === right ? { ...pair, left: right, right: left } : pair);
      yield {
        ...evidence,
        ...(advertisers.length > 0 ? { severity: 'error' as const } : {}),
        facts: { advertisedBy: advertisers.map((range) => range.owner) },
        witness: (sight) => ({
          candidates: [...callsBetween(sight, left, right), ...callsBetween(sight, right, left)],
          endings: advertisers.length > 0 || !profile.mayRepeat.services ? ['misdelivered'] : [],
        }),
      };
    }
  },
});

const servicesOf = ({ colliding }: RuleContext): PlanRange[] =>
  colliding.filter(({ kind }) => kind === 'services');

/** From one cluster to its own first service, and to the other's. */
const callsBetween = (sight: Sight, from: PlanRange, other: PlanRange): FlowQuestion[] =>
  callersOf(sight, from.owner)
    .slice(0, 1)
    .flatMap((caller) =>
      [from, other].flatMap(({ cluster }) =>
        (cluster?.services ?? []).slice(0, 1).map((service) => ({ from: caller.id, to: service.id })),
      ),
    );
