import { afterAll, describe, expect, it } from 'vitest';
import { differPatiently } from './differential.ts';
import { whyNoLabs } from './oracle/canRun.ts';
import { Oracle } from './oracle/runOracle.ts';
import { randomPlan } from './randomPlan.ts';
import { report } from './report.ts';
import { tightPlan } from './tightPlan.ts';

const reason = whyNoLabs('random plans');
const PLANS_A_BATCH = 40;
const BATCHES = [
  { kind: 'random', draw: randomPlan, first: 1 },
  { kind: 'random', draw: randomPlan, first: 1001 },
  { kind: 'random', draw: randomPlan, first: 2001 },
  { kind: 'tight', draw: tightPlan, first: 1 },
];

describe.skipIf(reason !== undefined)(
  `the walk and a Linux kernel agree${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    const oracles = [new Oracle(), new Oracle()];
    afterAll(() => {
      for (const oracle of oracles) oracle.close();
    });

    it.each(BATCHES)(
      'on verdict, failing leg, receiver and seen source of every flow of 40 $kind plans from seed $first',
      async ({ kind, draw, first }) => {
        const told: string[] = [];
        const seeds = Array.from({ length: PLANS_A_BATCH }, (_, i) => first + i);
        const work = async (oracle: Oracle): Promise<void> => {
          for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
            const plan = draw(seed);
            const difference = await differPatiently(oracle, plan);
            expect(difference.problems).toEqual([]);
            if (difference.disagreements.length > 0)
              told.push(report(`${kind} seed ${seed}`, plan, difference));
          }
        };
        await Promise.all(oracles.map(work));
        expect(told.join('\n')).toBe('');
      },
      300_000,
    );
  },
);
