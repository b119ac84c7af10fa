import { compileNetwork, type FlowQuestion, type Plan, traceRoundTrip } from '#core';
import { type Command, type Invocation, numberOption, textOption, UsageError } from '../command.ts';
import { EXIT } from '../exitCode.ts';
import { complain, readOnePlan } from '../readPlan.ts';
import { jsonText } from '../render/json.ts';
import { styleFor } from '../render/style.ts';
import { traceJson, traceText } from '../render/trace.ts';
import { unreadableJson } from '../render/unreadable.ts';
import { suggestion } from '../suggestion.ts';

/** Options that put a question together; `--flow` takes a saved one instead. */
const QUESTION = ['from', 'to', 'port', 'protocol', 'bytes', 'family'] as const;

export const trace: Command = {
  name: 'trace',
  summary: 'Walks one flow, request and reply, hop by hop.',
  positionals: 'PLAN',
  options: {
    from: {
      type: 'string',
      placeholder: 'E',
      help: 'who calls: pod:CLUSTER/NAME-0, node:CLUSTER/0, host:ID, router:ID',
    },
    to: {
      type: 'string',
      placeholder: 'E',
      help: 'who is called: those, or service:CLUSTER/NAME, ip:ADDRESS, key:CLUSTER/WORKLOAD/ID',
    },
    flow: { type: 'string', placeholder: 'ID', help: 'a flow of the plan, instead of --from and --to' },
    port: {
      type: 'string',
      placeholder: 'N',
      help: 'port called (default: the one that the target listens on)',
    },
    protocol: { type: 'string', choices: ['tcp', 'udp', 'icmp'], help: 'default tcp' },
    bytes: { type: 'string', placeholder: 'N', help: 'size of the largest packet, DF set (default 64)' },
    family: { type: 'string', choices: ['4', '6'], help: 'default: 4 where both ends have it' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how the answer is written' },
  },
  exits: '0 delivered, 1 not, 2 unreadable plan or bad argument',
  async run(invocation, io) {
    rejectHalfQuestions(invocation);
    const read = await readOnePlan(invocation.positionals, io);
    const json = textOption(invocation, 'format') === 'json';
    if (!read.ok) {
      if (json) io.out(jsonText([unreadableJson(read)]));
      return complain(read, io);
    }
    const answer = traceRoundTrip(compileNetwork(read.plan), question(invocation, read.plan));
    if ('problem' in answer) throw new UsageError(`trace: ${answer.problem}`);
    io.out(json ? jsonText([traceJson(answer)]) : traceText(answer, styleFor(io.colour)));
    return answer.verdict === 'delivered' ? EXIT.yes : EXIT.no;
  },
};

function rejectHalfQuestions(invocation: Invocation): void {
  const flow = textOption(invocation, 'flow');
  const given = QUESTION.filter((name) => textOption(invocation, name) !== undefined);
  if (flow !== undefined && given.length > 0) {
    throw new UsageError(
      `trace: --flow and --${given[0]} exclude each other; a saved flow says everything itself.`,
    );
  }
  if (flow === undefined && (!given.includes('from') || !given.includes('to'))) {
    throw new UsageError(
      'trace: nothing to walk; give --from E and --to E, or --flow ID for a flow of the plan.',
    );
  }
}

function question(invocation: Invocation, plan: Plan): FlowQuestion {
  const id = textOption(invocation, 'flow');
  if (id !== undefined) return savedFlow(plan, id);
  const port = numberOption(invocation, 'port', 1, 65535);
  const bytes = numberOption(invocation, 'bytes', 28, 65535);
  const protocol = textOption(invocation, 'protocol') as FlowQuestion['protocol'] | undefined;
  const family = numberOption(invocation, 'family', 4, 6) as FlowQuestion['family'] | undefined;
  return {
    from: textOption(invocation, 'from') ?? '',
    to: textOption(invocation, 'to') ?? '',
    ...(port === undefined ? {} : { port }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(family === undefined ? {} : { family }),
  };
}

function savedFlow(plan: Plan, id: string): FlowQuestion {
  const ids = (plan.flows ?? []).map((flow) => flow.id);
  const flow = plan.flows?.find((candidate) => candidate.id === id);
  if (flow === undefined) {
    const remedy = ids.length === 0 ? 'it has no flows; use --from and --to.' : `it has ${ids.join(', ')}.`;
    throw new UsageError(`trace: --flow ${id} is not in the plan; ${remedy}${suggestion(id, ids)}`);
  }
  return flow;
}
