import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Plan } from '#core';
import { differPatiently } from './differential.ts';
import { Oracle } from './oracle/runOracle.ts';
import { randomPlan } from './randomPlan.ts';
import { report } from './report.ts';
import { shrink } from './shrink.ts';
import { tightPlan } from './tightPlan.ts';

const { values } = parseArgs({
  options: {
    plans: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    plan: { type: 'string', multiple: true, default: [] },
    jobs: { type: 'string', default: '2' },
    shrink: { type: 'boolean', default: true },
    tight: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

const say = (...words: unknown[]): void => {
  process.stdout.write(`${words.join(' ')}\n`);
};

/** Each plan with a name that makes it again. */
function* plans(): Generator<readonly [string, Plan]> {
  if (values.plan.length > 0) {
    for (const file of values.plan) yield [file, JSON.parse(readFileSync(file, 'utf8'))];
    return;
  }
  const first = Number(values.seed);
  for (let seed = first; seed < first + Number(values.plans); seed++)
    yield values.tight ? [`tight seed ${seed}`, tightPlan(seed)] : [`seed ${seed}`, randomPlan(seed)];
}

const queue = plans();
const totals = { plans: 0, flows: 0, delivered: 0, disagreements: 0, broken: 0 };

async function work(): Promise<void> {
  const oracle = new Oracle();
  for (const [name, plan] of queue) {
    const difference = await differPatiently(oracle, plan);
    totals.plans += 1;
    if (totals.plans % 50 === 0)
      process.stderr.write(`${totals.plans} plans, ${totals.disagreements} differ\n`);
    totals.flows += plan.flows?.length ?? 0;
    totals.delivered += difference.outcomes.filter((o) => o.failed === null).length;
    if (difference.problems.length > 0) {
      totals.broken += 1;
      say(`${name}: the lab could not be built\n${difference.problems.join('\n')}`);
      continue;
    }
    if (values.verbose)
      say(
        name,
        difference.seconds.toFixed(2),
        JSON.stringify(difference.outcomes.map(({ trail, ...o }) => o)),
      );
    if (difference.disagreements.length === 0) continue;
    totals.disagreements += 1;
    const small = values.shrink ? await shrink(oracle, plan) : plan;
    say(report(name, small, await differPatiently(oracle, small)));
  }
  oracle.close();
}

await Promise.all(Array.from({ length: Number(values.jobs) }, work));
say(
  `${totals.plans} plans, ${totals.flows} flows (${totals.delivered} paths delivered): ` +
    `${totals.disagreements} plans with disagreements, ${totals.broken} labs not built`,
);
process.exitCode = totals.disagreements + totals.broken > 0 ? 1 : 0;
