import { compileNetwork, describeEnding, type Flow, type RoundTrip, traceRoundTrip } from '#core';
import { type Command, textOption } from '../command.ts';
import { EXIT, worst } from '../exitCode.ts';
import { complain, type ReadPlan, readPlans } from '../readPlan.ts';
import { jsonText } from '../render/json.ts';
import { styleFor } from '../render/style.ts';
import { type FlowResult, type TestedPlan, testJson, testJunit, testText } from '../render/test.ts';

export const test: Command = {
  name: 'test',
  summary: 'Walks every flow that has an expectation, and tells which do not hold.',
  positionals: 'PLAN…',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json', 'junit'],
      default: 'text',
      help: 'how the results are written',
    },
  },
  exits: '0 all hold, 1 not all, 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const plans = (await readPlans(invocation.positionals, io)).map(testPlan);
    const format = textOption(invocation, 'format');
    if (format === 'json') io.out(jsonText(plans.map(testJson)));
    else if (format === 'junit') io.out(testJunit(plans));
    else io.out(testText(plans, styleFor(io.colour)));
    return worst(
      plans.map((plan) => {
        if (!plan.ok) return complain(plan, io);
        return plan.results.every((result) => result.holds) ? EXIT.yes : EXIT.no;
      }),
    );
  },
};

function testPlan(read: ReadPlan): TestedPlan {
  if (!read.ok) return read;
  const network = compileNetwork(read.plan);
  const results = (read.plan.flows ?? [])
    .filter((flow) => flow.expect !== undefined)
    .map((flow) => result(flow, traceRoundTrip(network, flow)));
  return { ...read, results };
}

function result(flow: Flow, answer: RoundTrip | { problem: string }): FlowResult {
  if ('problem' in answer) return { flow, verdict: undefined, holds: false, reason: answer.problem };
  return {
    flow,
    verdict: answer.verdict,
    holds: answer.verdict === flow.expect,
    reason: reason(answer),
  };
}

/** Where the first path that failed ended and why; delivered flows need no reason. */
function reason({ paths }: RoundTrip): string | undefined {
  const leg = paths.find((path) => path.verdict === 'not-delivered')?.legs.at(-1);
  return leg === undefined
    ? undefined
    : `${leg.leg} ${leg.disposition} at ${leg.at}: ${describeEnding(leg.ending)}`;
}
