import type { PlanProblem } from '#core';

/** What stands in JSON for a plan that could not be read: every problem with its path. */
export function unreadableJson(plan: { readonly problems: readonly PlanProblem[] }): unknown {
  return { plan: null, problems: plan.problems.map(({ path, message }) => ({ path, message })) };
}
