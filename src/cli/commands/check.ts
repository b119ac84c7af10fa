import type { Severity } from '#core';
import { type CheckedPlan, checkPlan } from '../checkPlan.ts';
import { type Command, textOption } from '../command.ts';
import { EXIT, worst } from '../exitCode.ts';
import { complain, readPlans } from '../readPlan.ts';
import { checkJson, checkText } from '../render/check.ts';
import { checkJunit } from '../render/checkJunit.ts';
import { githubAnnotations } from '../render/github.ts';
import { jsonText } from '../render/json.ts';
import { sarif } from '../render/sarif.ts';
import { styleFor } from '../render/style.ts';

export const check: Command = {
  name: 'check',
  summary: 'Reports what is wrong with plans: overlaps, missing routes, black holes.',
  positionals: 'PLAN…',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json', 'sarif', 'junit', 'github'],
      default: 'text',
      help: 'how the findings are written',
    },
    severity: {
      type: 'string',
      choices: ['error', 'warning', 'info'],
      default: 'error',
      help: 'findings of this severity and above fail',
    },
  },
  exits: '0 clean, 1 findings at or over the severity, 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const threshold = textOption(invocation, 'severity') as Severity;
    const reads = await readPlans(invocation.positionals, io);
    const plans = reads.map((read) => checkPlan(read, threshold));
    io.out(written(plans, textOption(invocation, 'format') ?? 'text', io.colour));
    return worst(
      plans.map((plan) => {
        if (!plan.ok) return complain(plan, io);
        return plan.failing.length > 0 ? EXIT.no : EXIT.yes;
      }),
    );
  },
};

function written(plans: readonly CheckedPlan[], format: string, colour: boolean): string {
  switch (format) {
    case 'json':
      return jsonText(plans.map(checkJson));
    case 'sarif':
      return sarif(plans);
    case 'junit':
      return checkJunit(plans);
    case 'github':
      return githubAnnotations(plans);
    default:
      return checkText(plans, styleFor(colour));
  }
}
