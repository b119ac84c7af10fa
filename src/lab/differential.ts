import { compileNetwork, type Flow, type FlowQuestion, type Plan, traceRoundTrip } from '#core';
import { compareFlow, type Disagreement } from './compare.ts';
import type { Oracle, Outcome } from './oracle/runOracle.ts';

export interface PlanDifference {
  readonly disagreements: readonly Disagreement[];
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Runs every flow of a plan in the kernel and in the walk. `timeout` in seconds, for lost packets. */
export async function differPlan(oracle: Oracle, plan: Plan, timeout?: number): Promise<PlanDifference> {
  const { outcomes, problems, seconds } = await oracle.run(plan, timeout);
  const network = compileNetwork(plan);
  const disagreements = (plan.flows ?? []).flatMap((flow) => {
    const trip = traceRoundTrip(network, questionOf(flow));
    if ('problem' in trip) throw new Error(`${flow.id}: ${trip.problem}`);
    return compareFlow(
      flow.id,
      outcomes.filter((o) => o.flow === flow.id),
      trip,
    );
  });
  return { disagreements, outcomes, problems, seconds };
}

/**
 * As `differPlan`; each flow that differs is asked again in a fresh lab, alone and with patience. So a busy machine accuses
 * nobody, and no flow lives on what devices learned from another (a neighbour's address, a connection).
 */
export async function differPatiently(oracle: Oracle, plan: Plan): Promise<PlanDifference> {
  const first = await differPlan(oracle, plan);
  if (first.disagreements.length === 0 || first.problems.length > 0) return first;
  const suspects = new Set(first.disagreements.map((d) => d.flow));
  const alone: PlanDifference[] = [];
  for (const flow of plan.flows ?? [])
    if (suspects.has(flow.id)) alone.push(await askAgain(oracle, { ...plan, flows: [flow] }));
  return {
    disagreements: alone.flatMap((d) => d.disagreements),
    outcomes: [...first.outcomes.filter((o) => !suspects.has(o.flow)), ...alone.flatMap((d) => d.outcomes)],
    problems: alone.flatMap((d) => d.problems),
    seconds: alone.reduce((sum, d) => sum + d.seconds, first.seconds),
  };
}

/** What a kernel does is not chance: a difference that is not there every time was a busy machine. */
async function askAgain(oracle: Oracle, plan: Plan): Promise<PlanDifference> {
  const again = await differPlan(oracle, plan, 1.5);
  return again.disagreements.length === 0 ? again : differPlan(oracle, plan, 3);
}

const questionOf = ({ from, to, port, protocol, bytes, family }: Flow): FlowQuestion => ({
  from,
  to,
  ...(port === undefined ? {} : { port }),
  ...(protocol === undefined ? {} : { protocol }),
  ...(bytes === undefined ? {} : { bytes }),
  ...(family === undefined ? {} : { family }),
});
