import type { Plan } from '#core';
import { type Located, locate } from '#editor';

/** The entities of the plan that are selected, each with its list. */
export const members = (plan: Plan, ids: readonly string[]): readonly Located[] =>
  ids.flatMap((id) => locate(plan, id) ?? []);
