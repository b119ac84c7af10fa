import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Compiler, compileNetwork } from '../network/compileNetwork.ts';
import { changesBetween } from '../network/networkChange.ts';
import { anyStep, plansInTurn } from '../testing/anyEdits.ts';
import { anyPlan, anyQuestion } from '../testing/anyPlan.ts';
import { traceRoundTrip } from './roundTrip.ts';
import { handOnAnswers, tracedOnce } from './tracedOnce.ts';

test('a walk that is handed on over an edit is what the walk over the new network is', () => {
  let handedOn = 0;
  fc.assert(
    fc.property(
      anyPlan(),
      fc.array(anyStep(), { minLength: 1, maxLength: 6 }),
      fc.array(anyQuestion(), { minLength: 8, maxLength: 16 }),
      (first, steps, questions) => {
        const compiler = new Compiler();
        const plans = plansInTurn(first, steps);
        let network = compiler.compile(first);
        for (const plan of plans) {
          const answers = new Set(questions.map((question) => tracedOnce(network, question)));
          const next = compiler.compile(plan);
          if (next !== network) handOnAnswers(network, next, changesBetween(network, next));
          network = next;
          for (const question of questions) {
            const answer = tracedOnce(network, question);
            if (answers.has(answer)) handedOn++;
            expect(answer).toEqual(traceRoundTrip(compileNetwork(plan), question));
          }
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(handedOn).toBeGreaterThan(1000);
});
