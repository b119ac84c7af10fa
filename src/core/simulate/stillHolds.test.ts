import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Compiler, compileNetwork } from '../network/compileNetwork.ts';
import { changesBetween } from '../network/networkChange.ts';
import { anyCompany, anyCompanyQuestion, anyCompanyStep } from '../testing/anyCompany.ts';
import { anyStep, plansInTurn } from '../testing/anyEdits.ts';
import { anyPlan, anyQuestion } from '../testing/anyPlan.ts';
import { handOnHolders } from './resolveFlow.ts';
import { traceRoundTrip } from './roundTrip.ts';
import { handOnAnswers, tracedOnce } from './tracedOnce.ts';

const few = <T>(step: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(step, { minLength: 1, maxLength: 6 });

test('a walk that is handed on over an edit is what the walk over the new network is', () => {
  let handedOn = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(anyPlan(), few(anyStep()), fc.array(anyQuestion(), { minLength: 8, maxLength: 10 })),
        fc.tuple(
          anyCompany(),
          few(anyCompanyStep()),
          fc.array(anyCompanyQuestion(), { minLength: 10, maxLength: 14 }),
        ),
      ),
      ([first, steps, questions]) => {
        const compiler = new Compiler();
        const plans = plansInTurn(first, steps);
        let network = compiler.compile(first);
        for (const plan of plans) {
          const answers = new Set(questions.map((question) => tracedOnce(network, question)));
          const next = compiler.compile(plan);
          const change = changesBetween(network, next);
          handOnAnswers(change);
          handOnHolders(change);
          for (const question of questions) {
            const answer = tracedOnce(next, question);
            if (next !== network && answers.has(answer)) handedOn++;
            expect(answer).toEqual(traceRoundTrip(compileNetwork(plan), question));
          }
          network = next;
        }
      },
    ),
    { numRuns: 30 },
  );
  expect(handedOn).toBeGreaterThan(50);
});
