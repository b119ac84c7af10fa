import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Flow, Plan } from '../plan/plan.ts';
import { anyPlan, anyQuestion } from '../testing/anyPlan.ts';
import { Judging } from './judging.ts';
import { profiles } from './profiles/index.ts';
import { validate } from './validate.ts';

type Edit = (plan: Plan) => Plan;

const anyFlow = (): fc.Arbitrary<Flow> =>
  fc
    .tuple(
      anyQuestion(),
      fc.constantFrom('f', 'g', 'h'),
      fc.constantFrom(undefined, 'delivered', 'not-delivered'),
    )
    .map(([question, id, expect]) => ({ ...question, id, ...(expect ? { expect } : {}) }) as Flow);

/** Edits as an editor makes them: what they leave alone is the same object. */
const anyEdit = (): fc.Arbitrary<Edit> =>
  fc.oneof(
    fc.array(anyFlow(), { maxLength: 3 }).map(
      (flows): Edit =>
        (plan) => ({ ...plan, flows }),
    ),
    fc.constantFrom(...(Object.keys(profiles) as (keyof typeof profiles)[])).map(
      (profile): Edit =>
        (plan) => ({ ...plan, profile }),
    ),
    fc.constantFrom('reserved-range' as const, 'missing-route' as const, 'asymmetric-path' as const).map(
      (rule): Edit =>
        (plan) => ({ ...plan, accept: [{ rule, reason: 'known' }] }),
    ),
    anyPlan().map(
      ({ hosts }): Edit =>
        (plan) => ({ ...plan, hosts: hosts ?? [] }),
    ),
    anyPlan().map(
      ({ clusters }): Edit =>
        (plan) => ({ ...plan, clusters: clusters ?? [] }),
    ),
    anyPlan().map(
      ({ links }): Edit =>
        (plan) => ({ ...plan, links: links ?? [] }),
    ),
    fc.constant((plan: Plan): Plan => ({ ...plan, name: `${plan.name}!` })),
  );

test('whatever is edited, the findings are those of the plan judged from nothing', () => {
  fc.assert(
    fc.property(anyPlan(), fc.array(anyEdit(), { minLength: 1, maxLength: 6 }), (first, edits) => {
      const judging = new Judging();
      let plan = first;
      judging.judge(plan);
      for (const edit of edits) {
        plan = edit(plan);
        expect(judging.judge(plan).findings).toEqual(validate(plan, compileNetwork(plan)));
      }
    }),
    { numRuns: 25 },
  );
});

test('an edit of a flow leaves the network alone', () => {
  const [plan] = fc.sample(anyPlan(), 1);
  if (!plan) throw new Error('no plan');
  const judging = new Judging();
  const { network } = judging.judge(plan);
  expect(judging.judge({ ...plan, flows: [] }).network).toBe(network);
  expect(judging.judge({ ...plan, hosts: [...(plan.hosts ?? [])] }).network).not.toBe(network);
});
