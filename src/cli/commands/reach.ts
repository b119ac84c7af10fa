import { compileNetwork, MOST_ENDS, type Network, type Reachability, reachability, reachEnds } from '#core';
import { type Command, textOption, UsageError } from '../command.ts';
import { EXIT } from '../exitCode.ts';
import { complain, readOnePlan } from '../readPlan.ts';
import { jsonText } from '../render/json.ts';
import { lostCalls, reachCsv, reachJson, reachText } from '../render/reach.ts';
import { styleFor } from '../render/style.ts';
import { unreadableJson } from '../render/unreadable.ts';

export const reach: Command = {
  name: 'reach',
  summary: 'Tells who reaches whom: request and reply between each two clusters and hosts.',
  positionals: 'PLAN',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json', 'csv'],
      default: 'text',
      help: 'what is lost, or the whole matrix',
    },
  },
  exits: '0 every call is answered, 1 not, 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const read = await readOnePlan(invocation.positionals, io);
    const format = textOption(invocation, 'format');
    if (!read.ok) {
      if (format === 'json') io.out(jsonText([unreadableJson(read)]));
      return complain(read, io);
    }
    const matrix = matrixOf(compileNetwork(read.plan));
    if (format === 'json') io.out(reachJson(read.plan.name, matrix));
    else if (format === 'csv') io.out(reachCsv(matrix));
    else io.out(reachText(read.plan.name, matrix, styleFor(io.colour)));
    return lostCalls(matrix) === 0 ? EXIT.yes : EXIT.no;
  },
};

function matrixOf(network: Network): Reachability {
  const ends = reachEnds(network);
  if (ends.length > MOST_ENDS)
    throw new UsageError(
      `reach: the plan has ${ends.length} ends, and a matrix of more than ${MOST_ENDS} is not made; trace single flows, or split the plan.`,
    );
  const steps = reachability(network, ends);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
