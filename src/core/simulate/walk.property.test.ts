import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Router } from '../plan/plan.ts';
import { anyPlan, anyQuestion } from '../testing/anyPlan.ts';
import { plainForward } from '../testing/golden/plainForwarding.ts';
import { describeEnding, describeStep } from './describe.ts';
import { outcomeOf, roundTripOutcome, traceRoundTrip } from './roundTrip.ts';
import { DISPOSITIONS, type RoundTrip } from './trace.ts';

const anyAnswer = (): fc.Arbitrary<RoundTrip> =>
  fc
    .tuple(anyPlan(), anyQuestion())
    .map(([plan, question]) => traceRoundTrip(compileNetwork(plan), question))
    .filter((answer) => !('problem' in answer))
    .map((answer) => answer as RoundTrip);

/** A router that judges no source and drops nothing INVALID. */
const unfiltered = ({ reversePathFilter: _, stateful: __, ...router }: Router): Router => router;

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'bigint' ? `${v}` : v instanceof Map ? [...v.entries()] : v,
  );

describe('any walk over any plan', () => {
  it('[W4] ends in one named disposition, on a device that exists, with a sentence', () => {
    fc.assert(
      fc.property(anyPlan(), fc.array(anyQuestion(), { minLength: 10, maxLength: 10 }), (plan, questions) => {
        const network = compileNetwork(plan);
        for (const question of questions) {
          const answer = traceRoundTrip(network, question);
          if ('problem' in answer) continue;
          for (const leg of answer.paths.flatMap((path) => path.legs)) {
            expect(DISPOSITIONS).toContain(leg.disposition);
            expect(network.devices.has(leg.at)).toBe(true);
            expect(leg.ending.disposition).toBe(leg.disposition);
            expect(leg.hops.at(-1)?.device).toBe(leg.at);
            expect(leg.hops.at(-1)?.steps.at(-1)?.kind).toBe(
              leg.disposition === 'delivered' ? 'deliver' : 'drop',
            );
            expect(describeEnding(leg.ending)).toMatch(/^\S.*\.$/);
            for (const step of leg.hops.flatMap((hop) => hop.steps))
              expect(describeStep(step)).not.toMatch(/undefined|\[object/);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[W] ends the same whether its hops are told or not', () => {
    fc.assert(
      fc.property(anyPlan(), fc.array(anyQuestion(), { minLength: 10, maxLength: 10 }), (plan, questions) => {
        const network = compileNetwork(plan);
        for (const question of questions) {
          const told = traceRoundTrip(network, question);
          expect(roundTripOutcome(network, question)).toEqual('problem' in told ? told : outcomeOf(told));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[W1] a reply exists exactly when the request was delivered, and every further leg when the one before was', () => {
    fc.assert(
      fc.property(anyAnswer(), ({ flow, paths }) => {
        const names =
          flow.protocol === 'tcp' ? ['request', 'reply', 'follow-up', 'answer'] : ['request', 'reply'];
        for (const { legs } of paths) {
          expect(legs.map((leg) => leg.leg)).toEqual(names.slice(0, legs.length));
          for (const leg of legs.slice(0, -1)) expect(leg.disposition).toBe('delivered');
          if (legs.length < names.length) expect(legs.at(-1)?.disposition).not.toBe('delivered');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('[W4] a path is delivered only if every leg is, the flow only if every path is', () => {
    fc.assert(
      fc.property(anyAnswer(), ({ verdict, paths }) => {
        for (const path of paths)
          expect(path.verdict === 'delivered').toBe(
            path.legs.every((leg) => leg.disposition === 'delivered'),
          );
        expect(verdict === 'delivered').toBe(paths.every((path) => path.verdict === 'delivered'));
      }),
      { numRuns: 100 },
    );
  });

  it('[R] between routers and hosts a packet goes where a plain scan of every table and device sends it', () => {
    fc.assert(
      fc.property(anyPlan(), fc.array(anyQuestion(), { minLength: 10, maxLength: 10 }), (plan, questions) => {
        const network = compileNetwork({
          ...plan,
          clusters: [],
          routers: (plan.routers ?? []).map(unfiltered),
        });
        for (const question of questions) {
          const answer = traceRoundTrip(network, { ...question, protocol: 'icmp', bytes: 64 });
          if ('problem' in answer) continue;
          const from = network.devices.get(answer.flow.from);
          const ending = answer.paths[0]?.legs[0]?.ending;
          // The sender's own sentence, sources that are the receiver's own, and whom an address was meant for: not the twin's.
          if (!from || !ending || ending.disposition === 'unreachable' || ending.detail === 'martian')
            continue;
          const [disposition, at] = plainForward(network, from, ending.src, ending.dst);
          const told = ending.disposition === 'misdelivered' ? 'delivered' : ending.disposition;
          expect([told, told === 'loop' ? at : ending.device]).toEqual([disposition, at]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('[A] the same plan compiles to the same network and walks to the same answer', () => {
    fc.assert(
      fc.property(anyPlan(), anyQuestion(), (plan, question) => {
        const [first, second] = [compileNetwork(plan), compileNetwork(JSON.parse(JSON.stringify(plan)))];
        expect(plain(first)).toBe(plain(second));
        expect(plain(traceRoundTrip(first, question))).toBe(plain(traceRoundTrip(second, question)));
        expect(plain(traceRoundTrip(first, question))).toBe(plain(traceRoundTrip(first, question)));
      }),
      { numRuns: 40 },
    );
  });
});
