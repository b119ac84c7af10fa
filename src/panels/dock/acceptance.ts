import type { Accept, Finding, Plan, PlanEdit } from '#core';

/** Records a finding as accepted with a reason, for exactly the entities it names. */
export const acceptEdit = (plan: Plan, finding: Finding, reason: string): PlanEdit => ({
  kind: 'set-plan',
  path: ['accept'],
  value: [...(plan.accept ?? []), { rule: finding.rule, entities: [...finding.entities], reason }],
});

const covers = (accept: Accept, finding: Finding): boolean =>
  accept.rule === finding.rule &&
  (accept.entities === undefined || accept.entities.every((entity) => finding.entities.includes(entity)));

/** Takes back every acceptance that the finding falls under. */
export function withdrawEdit(plan: Plan, finding: Finding): PlanEdit {
  const left = (plan.accept ?? []).filter((accept) => !covers(accept, finding));
  return { kind: 'set-plan', path: ['accept'], value: left.length > 0 ? left : undefined };
}
