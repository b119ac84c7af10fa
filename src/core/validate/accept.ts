import type { Plan } from '../plan/plan.ts';
import type { Rule } from './finding.ts';

/**
 * The reason that the plan gives for accepting a finding; undefined: it does not. An `accept` without entities takes
 * in every finding of its rule, one with entities those that are about them: all of the finding's are listed, or all
 * that are listed are the finding's.
 */
export function acceptedBecause(plan: Plan, rule: Rule, entities: readonly string[]): string | undefined {
  return plan.accept?.find(
    (accept) =>
      accept.rule === rule &&
      (accept.entities === undefined ||
        accept.entities.every((entity) => entities.includes(entity)) ||
        entities.every((entity) => accept.entities?.includes(entity))),
  )?.reason;
}
