import { gapEvidence } from '../gapEvidence.ts';
import { defineRule } from '../rule.ts';

/** [V missing-route] Two ends (nodes, hosts, addressable pods) that links join have no route to each other, neither way. */
export const missingRoute = defineRule({
  rule: 'missing-route',
  *run(context) {
    for (const { there, back } of context.gaps()) if (there && back) yield* gapEvidence(context, there);
  },
});
