import type { FlowQuestion } from '../../simulate/trace.ts';
import { mayRepeat, type RuleContext, within } from '../context.ts';
import { evidenceOf } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { callersOf } from '../witness.ts';

/**
 * [V vip-range-reused] Two clusters use one service range: fine, because VIPs stay inside their cluster, unless it is
 * advertised, or the profile carries services to other clusters.
 */
export const vipRangeReused = defineRule({
  rule: 'vip-range-reused',
  *run(context) {
    const services = context.ranges.filter((range) => range.kind === 'services');
    for (const pair of within(context, services)) {
      const { left, right } = pair;
      if (left.owner === right.owner) continue;
      const advertisers = [left, right].filter((range) => range.cluster?.advertisesServices);
      // Under Globalnet everything may repeat; there is nothing to remark.
      if (context.profile.mayRepeat.pods && mayRepeat(context, left, right) && advertisers.length === 0)
        continue;
      const [first] = advertisers;
      const evidence = evidenceOf(context, first === right ? { ...pair, left: right, right: left } : pair);
      yield {
        ...evidence,
        ...(advertisers.length > 0 ? { severity: 'error' as const } : {}),
        facts: { advertisedBy: advertisers.map((range) => range.owner) },
        witness: () => ({
          candidates: [...callsBetween(context, left, right), ...callsBetween(context, right, left)],
          endings: advertisers.length > 0 || !context.profile.mayRepeat.services ? ['misdelivered'] : [],
        }),
      };
    }
  },
});

/** From one cluster to its own first service, and to the other's. */
const callsBetween = (context: RuleContext, from: PlanRange, other: PlanRange): FlowQuestion[] =>
  callersOf(context, from.owner)
    .slice(0, 1)
    .flatMap((caller) =>
      [from, other].flatMap(({ cluster }) =>
        (cluster?.services ?? []).slice(0, 1).map((service) => ({ from: caller.id, to: service.id })),
      ),
    );
