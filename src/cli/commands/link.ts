import type { Plan } from '#core';
import { type LinkView, toFragment } from '#share';
import { type Command, type Invocation, textOption, UsageError } from '../command.ts';
import { EXIT } from '../exitCode.ts';
import { complain, readOnePlan } from '../readPlan.ts';
import { jsonText } from '../render/json.ts';
import { unreadableJson } from '../render/unreadable.ts';

export const link: Command = {
  name: 'link',
  summary: 'Prints a share link: the whole plan in the part of a URL that is never sent anywhere.',
  positionals: 'PLAN',
  options: {
    base: {
      type: 'string',
      placeholder: 'URL',
      default: 'http://localhost:4870/',
      help: 'where the app is served',
    },
    flow: { type: 'string', placeholder: 'ID', help: 'the saved flow whose walk the link shows' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how the link is written' },
  },
  exits: '0, or 2 unreadable plan or bad argument',
  async run(invocation, io) {
    const base = baseUrl(textOption(invocation, 'base') ?? '');
    const json = textOption(invocation, 'format') === 'json';
    const read = await readOnePlan(invocation.positionals, io);
    if (!read.ok) {
      if (json) io.out(jsonText([unreadableJson(read)]));
      return complain(read, io);
    }
    const url = `${base}#${await fragment(read.plan, viewOf(read.plan, invocation))}`;
    io.out(json ? jsonText([{ plan: read.plan.name, url }]) : `${url}\n`);
    return EXIT.yes;
  },
};

/** What the link shows first; throws UsageError for a flow that the plan does not have. */
function viewOf(plan: Plan, invocation: Invocation): LinkView {
  const flow = textOption(invocation, 'flow');
  if (flow !== undefined && !plan.flows?.some(({ id }) => id === flow))
    throw new UsageError(`link: the plan has no flow ${JSON.stringify(flow)}; give the id of one.`);
  return flow === undefined ? {} : { walk: { flow } };
}

/** Throws UsageError for a plan that no link can carry. */
async function fragment(plan: Plan, view: LinkView): Promise<string> {
  try {
    return await toFragment(plan, view);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`link: ${error.message}; send the file.`);
    throw error;
  }
}

/** Where a page can be served, or lie as one file. */
const SERVED = ['https:', 'http:', 'file:'];

/** The address of the app without a fragment; throws UsageError when it is none. */
function baseUrl(text: string): string {
  if (!URL.canParse(text) || !SERVED.includes(new URL(text).protocol)) {
    throw new UsageError(
      `link: --base is ${JSON.stringify(text)}; give an absolute address such as https://plans.example/.`,
    );
  }
  const url = new URL(text);
  url.hash = '';
  return url.href.replace(/#$/, '');
}
