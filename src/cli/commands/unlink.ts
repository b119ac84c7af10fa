import { planFileText } from '#core';
import { type Command, textOption, UsageError } from '../command.ts';
import { EXIT } from '../exitCode.ts';
import { complain, isLink, readOnePlan } from '../readPlan.ts';
import { jsonText } from '../render/json.ts';
import { unreadableJson } from '../render/unreadable.ts';

export const unlink: Command = {
  name: 'unlink',
  summary: 'Prints the plan that is in a share link, or in a picture that was exported with it.',
  positionals: 'URL|PICTURE',
  options: {
    format: {
      type: 'string',
      choices: ['text', 'json'],
      default: 'text',
      help: 'a plan is JSON either way; json also writes the problems of an unreadable one as JSON',
    },
  },
  exits: '0, or 2 unreadable link or bad argument',
  async run(invocation, io) {
    const [url] = invocation.positionals;
    if (url !== undefined && url !== '-' && !isLink(url) && !/\.(png|svg)$/i.test(url)) {
      throw new UsageError(
        `unlink: ${JSON.stringify(url.slice(0, 60))} is not a share link; give one that starts with https:// and has a #, or - for standard input.`,
      );
    }
    const read = await readOnePlan(invocation.positionals, io);
    if (!read.ok) {
      if (textOption(invocation, 'format') === 'json') io.out(jsonText([unreadableJson(read)]));
      return complain(read, io);
    }
    io.out(planFileText(read.plan));
    return EXIT.yes;
  },
};
