import { contains } from '../../address/prefix.ts';
import type { RuleContext } from '../context.ts';
import { gapEvidence } from '../gapEvidence.ts';
import type { Gap } from '../gaps.ts';
import { defineRule } from '../rule.ts';

/** [V missing-return-route] Of two ends that links join one has a route to the other and gets no answer: named from the end that has it. */
export const missingReturnRoute = defineRule({
  rule: 'missing-return-route',
  *run(context) {
    for (const { there, back } of context.gaps()) {
      if (there && back) continue;
      const gap = there ?? back;
      if (gap && !hidesItself(context, gap)) yield* gapEvidence(context, gap, 'return');
    }
  },
});

/** M1: pods that leave with their node's address are answered there; nobody needs a route to them. */
function hidesItself({ network }: RuleContext, { from, to }: Gap): boolean {
  const masquerade = network.clusters.get(to.entity)?.masquerade ?? 'none';
  if (to.kind !== 'pods' || masquerade === 'none') return false;
  return from.samples.every(({ address }) => !masquerade.except.some((prefix) => contains(prefix, address)));
}
