import { parsePlan } from '#core';
import { type Incoming, readLink } from '../incoming.ts';
import type { LoadMessage } from './messages.ts';

/** The plan of a message, checked as any other: it comes from another page. */
export async function planOf({ link, plan }: Pick<LoadMessage, 'link' | 'plan'>): Promise<Incoming> {
  if (link !== undefined) return readLink(link);
  if (typeof plan === 'string') return parsePlan(plan);
  if (plan === undefined)
    return {
      ok: false,
      problems: [{ path: '', message: 'hopwright:load needs a link, or a plan as JSON' }],
    };
  // A message may hold what JSON cannot: dates, maps, the same object twice. What is opened is what can be stored.
  const text = jsonOf(plan);
  return text === undefined
    ? { ok: false, problems: [{ path: '', message: 'the plan of a message is plain JSON' }] }
    : parsePlan(text);
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
