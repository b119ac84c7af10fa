import { readdirSync, readFileSync } from 'node:fs';
import { type Plan, parsePlan } from '#core';

const directory = new URL('./plans/', import.meta.url);
const SUFFIX = '.hopwright.json';

/** The plan of a case. Throws with every problem where the document is none. */
export function planOf(id: string): Plan {
  const parsed = parsePlan(readFileSync(new URL(`${id}${SUFFIX}`, directory), 'utf8'));
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => `${p.path}: ${p.message}`).join('\n'));
  return parsed.plan;
}

/** The ids of all plans in the directory. */
export const planIds = (): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => name.slice(0, -SUFFIX.length));
