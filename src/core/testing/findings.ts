import { formatPrefix } from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Rule } from '../validate/finding.ts';
import { validate } from '../validate/validate.ts';
import { type PlanPart, plan } from './builders.ts';

/** What `validate` finds in the plan of these parts. */
export const findingsIn = (...parts: readonly PlanPart[]): Finding[] => judge(plan(...parts));

export const judge = (document: Plan): Finding[] => validate(document, compileNetwork(document));

/** The findings of one rule as lines: `error a, h: 10.32.0.0/16 and 10.32.0.7/32 share 10.32.0.7/32`. */
export const linesOf = (rule: Rule, ...parts: readonly PlanPart[]): string[] =>
  findingsIn(...parts)
    .filter((finding) => finding.rule === rule)
    .map(findingLine);

export function findingLine({ severity, entities, ranges, overlap }: Finding): string {
  const shared = overlap ? ` share ${formatPrefix(overlap)}` : '';
  const texts = ranges.map((range) => formatPrefix(range.prefix)).join(' and ');
  return `${severity} ${entities.join(', ')}${texts === '' ? '' : `: ${texts}`}${shared}`;
}
