import { compileNetwork } from '#core';
import { labScript, whyNoLab } from '#formats';
import { type Command, UsageError } from '../command.ts';
import { EXIT } from '../exitCode.ts';
import { complain, readOnePlan } from '../readPlan.ts';

export const lab: Command = {
  name: 'lab',
  summary: 'Prints a shell script that builds the plan from Linux network namespaces: up, run FLOW, down.',
  positionals: 'PLAN',
  options: {},
  exits: '0, or 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const read = await readOnePlan(invocation.positionals, io);
    if (!read.ok) return complain(read, io);
    const network = compileNetwork(read.plan);
    const against = whyNoLab(network);
    if (against !== undefined) throw new UsageError(`lab: ${against}`);
    io.out(labScript(read.plan, network));
    return EXIT.yes;
  },
};
