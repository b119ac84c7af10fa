import fc from 'fast-check';
import { applyEdit } from '../plan/applyEdit.ts';
import { PlanEditError } from '../plan/editError.ts';
import type { PlanEdit } from '../plan/edits.ts';
import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Flow, Plan } from '../plan/plan.ts';
import { profiles } from '../validate/profiles/index.ts';
import { anyPlan, anyQuestion } from './anyPlan.ts';

const LISTS = ['clusters', 'routers', 'links', 'hosts'] as const;
const IDS = ['a', 'b', 'r', 's', 't', 'l', 'm', 'n', 'h', 'i'];

const anyFlow = (): fc.Arbitrary<Flow> =>
  fc
    .tuple(
      anyQuestion(),
      fc.constantFrom('f', 'g', 'k'),
      fc.constantFrom(undefined, 'delivered', 'not-delivered'),
    )
    .map(([question, id, expect]) => ({ ...question, id, ...(expect ? { expect } : {}) }) as Flow);

/** What one edit of every kind may be, taken from another plan where it needs something to put in. */
const anyPlanEdits = (): fc.Arbitrary<readonly PlanEdit[]> =>
  fc.oneof(
    { weight: 6, arbitrary: anyProperty() },
    { weight: 2, arbitrary: anyAdded() },
    {
      weight: 2,
      arbitrary: anyFlow().map((entity) => [{ kind: 'add', collection: 'flows', entity }] as const),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...LISTS, 'flows' as const), fc.constantFrom(...IDS, 'f', 'g', 'k'))
        .map(([collection, id]) => [{ kind: 'remove', collection, id }] as const),
    },
    fc
      .tuple(fc.constantFrom(...LISTS), fc.constantFrom(...IDS))
      .map(([collection, id]) => [{ kind: 'rename', collection, id, to: `${id}${id}` }] as const),
    fc
      .constantFrom(...(Object.keys(profiles) as (keyof typeof profiles)[]))
      .map((value) => [{ kind: 'set-plan', path: ['profile'], value }] as const),
    fc
      .constantFrom('reserved-range', 'missing-route', 'asymmetric-path')
      .map((rule) => [{ kind: 'set-plan', path: ['accept'], value: [{ rule, reason: 'known' }] }] as const),
    fc.tuple(fc.integer(), fc.integer()).map((at) => [{ kind: 'move', positions: { a: at } }] as const),
    anyPlan().map((plan) => [{ kind: 'replace', plan }] as const),
  );

/** A property of one entity gets the value that another plan has there; its name comes along, or goes. */
const anyProperty = (): fc.Arbitrary<readonly PlanEdit[]> =>
  fc.tuple(anyPlan(), fc.constantFrom(...LISTS), fc.nat(), fc.nat()).map(([other, collection, i, j]) => {
    const list = other[collection] ?? [];
    const entity = list[i % Math.max(1, list.length)];
    const values = Object.entries({ name: 'Named', ...entity }).filter(([key]) => key !== 'id');
    const [key, value] = values[j % values.length] ?? ['name', undefined];
    return entity ? [{ kind: 'set', collection, id: entity.id, path: [key], value }] : [];
  });

const anyAdded = (): fc.Arbitrary<readonly PlanEdit[]> =>
  fc.tuple(anyPlan(), fc.constantFrom(...LISTS), fc.nat()).map(([other, collection, i]) => {
    const list = other[collection] ?? [];
    const entity = list[i % Math.max(1, list.length)];
    return entity ? [{ kind: 'add', collection, entity, index: 0 } as PlanEdit] : [];
  });

/** What happens to a plan next: edits, or steps back to what it was before. */
export type Step =
  | { readonly kind: 'edit'; readonly edits: readonly PlanEdit[] }
  | { readonly kind: 'undo'; readonly steps: number };

export const anyStep = (): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: anyPlanEdits().map((edits) => ({ kind: 'edit', edits }) as const) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 3 }).map((steps) => ({ kind: 'undo', steps }) as const),
    },
  );

/**
 * The plans that follow each other as steps are taken; each shares with the one before what its edit left alone. Steps that do not
 * apply, or that make no plan, are passed over.
 */
export function plansInTurn(first: Plan, steps: readonly Step[]): Plan[] {
  const plans = [first];
  for (const step of steps) {
    const at = plans.length - 1;
    const plan = plans[at] as Plan;
    const next =
      step.kind === 'undo' ? (plans[Math.max(0, at - step.steps)] as Plan) : edited(plan, step.edits);
    if (next !== plan && parsePlanValue(JSON.parse(JSON.stringify(next))).ok) plans.push(next);
  }
  return plans;
}

function edited(plan: Plan, edits: readonly PlanEdit[]): Plan {
  try {
    return edits.reduce(applyEdit, plan);
  } catch (error) {
    if (error instanceof PlanEditError) return plan;
    throw error;
  }
}
