import {
  applyEdits,
  type Collection,
  entitiesOf,
  listPath,
  type Plan,
  type PlanEdit,
  PlanEditError,
  PlanLimitError,
  type PropertyPath,
  parsePlanValue,
} from '#core';

/** What the inspector edits: one entity of a flat list, or the plan itself. */
export type Target =
  | { readonly kind: 'plan' }
  | { readonly kind: 'entity'; readonly collection: Collection; readonly id: string };

export const PLAN: Target = { kind: 'plan' };

/** The edit that sets (or, with undefined, deletes) one property of the target. */
export const setEdit = (target: Target, path: PropertyPath, value: unknown): PlanEdit =>
  target.kind === 'plan'
    ? { kind: 'set-plan', path, value }
    : { kind: 'set', collection: target.collection, id: target.id, path, value };

/** The value at a path of the target; undefined where nothing is there. */
export function valueAt(plan: Plan, target: Target, path: PropertyPath): unknown {
  let here: unknown =
    target.kind === 'plan' ? plan : entitiesOf(plan, target.collection).find(({ id }) => id === target.id);
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}

/** Where a path of the target stands in the document, as problems name it: `clusters[0].pods.cidrs[0]`. */
export function placeOf(plan: Plan, target: Target, path: PropertyPath): string {
  const whole: PropertyPath =
    target.kind === 'plan'
      ? path
      : [
          ...listPath(target.collection),
          entitiesOf(plan, target.collection).findIndex(({ id }) => id === target.id),
          ...path,
        ];
  return whole
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
}

export interface Misfit {
  /** In the document; empty for the whole of it. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the plan that edits would make; empty when it is one. The plan itself is not touched. */
export function problemsAfter(plan: Plan, edits: readonly PlanEdit[]): readonly Misfit[] {
  try {
    const parsed = parsePlanValue(applyEdits(plan, edits));
    return parsed.ok ? [] : parsed.problems;
  } catch (error) {
    if (error instanceof PlanLimitError) return [error.problem];
    if (error instanceof PlanEditError) return [{ path: '', message: error.message }];
    throw error;
  }
}

/** The sentence for a field: what is wrong at its own place, else what its value breaks elsewhere, with the place. */
export function problemFor(problems: readonly Misfit[], place: string): string | undefined {
  const own = problems.find(
    ({ path }) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`),
  );
  const first = own ?? problems[0];
  if (!first) return undefined;
  return own || first.path === '' ? first.message : `${first.path}: ${first.message}`;
}
