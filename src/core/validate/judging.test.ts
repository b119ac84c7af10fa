import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import { anyCompany, anyCompanyStep } from '../testing/anyCompany.ts';
import { anyStep, plansInTurn } from '../testing/anyEdits.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { Judging } from './judging.ts';
import { validate } from './validate.ts';

const many = <T>(step: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(step, { minLength: 1, maxLength: 6 });
const anyHistory = () =>
  fc.oneof(fc.tuple(anyPlan(), many(anyStep())), fc.tuple(anyCompany(), many(anyCompanyStep())));

test('whatever is edited or undone, the findings are those of the plan judged from nothing, in their order', () => {
  fc.assert(
    fc.property(anyHistory(), ([first, steps]) => {
      const judging = new Judging();
      for (const plan of plansInTurn(first, steps))
        expect(judging.judge(plan).findings).toEqual(validate(plan, compileNetwork(plan)));
    }),
    { numRuns: 20 },
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

test('a finding that an edit does not reach is the same object as before', () => {
  const judging = new Judging();
  const plan = {
    hopwright: 1 as const,
    name: 'Two hosts',
    routers: [{ id: 'r' }, { id: 's' }],
    hosts: [
      { id: 'h', router: 'r', addresses: ['192.0.2.7/24'] },
      { id: 'i', router: 's', addresses: ['198.51.100.7/24'] },
    ],
  };
  const about = (id: string, of: Parameters<Judging['judge']>[0]) =>
    judging.judge(of).findings.find(({ entities }) => entities[0] === id);
  const before = about('h', plan);
  expect(before?.rule).toBe('reserved-range');
  const [h, i] = plan.hosts;
  if (!h || !i) throw new Error('no hosts');
  expect(about('h', { ...plan, hosts: [h, { ...i, addresses: ['198.51.100.8/24'] }] })).toBe(before);
});
