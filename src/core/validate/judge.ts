import { comparePrefixes, formatPrefix } from '../address/prefix.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { acceptedBecause } from './accept.ts';
import type { RuleContext } from './context.ts';
import { type Finding, RULES, SEVERITIES } from './finding.ts';
import { findingInfo } from './findingInfo.ts';
import { makeContext } from './makeContext.ts';
import type { Evidence, RuleDefinition } from './rule.ts';
import { rules } from './rules/index.ts';

/** More findings than this of one rule are not listed; the last one says so. */
const MOST_PER_RULE = 1000;

/** What the rules find, without witnesses and repairs: what a repair is checked by. */
export const findingsOf = (plan: Plan, network: Network): Finding[] =>
  judge(makeContext(plan, network)).map(({ finding }) => finding);

/** A finding with the evidence that it was made of. */
export interface Judged {
  readonly finding: Finding;
  readonly evidence: Evidence;
}

/** Every rule's findings, sorted: errors first, then by rule, owners and addresses. */
export function judge(context: RuleContext): Judged[] {
  const judged = rules.flatMap((rule) => judgeRule(context, rule));
  judged.sort((a, b) => compareFindings(a.finding, b.finding));
  const seen = new Map<string, number>();
  return judged.map(({ finding, evidence }) => {
    const times = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, times);
    return { evidence, finding: times === 1 ? finding : { ...finding, id: `${finding.id} #${times}` } };
  });
}

function judgeRule(context: RuleContext, definition: RuleDefinition): Judged[] {
  const judged: Judged[] = [];
  for (const evidence of definition.run(context)) {
    const last = judged.at(-1);
    if (judged.length === MOST_PER_RULE && last) {
      judged[MOST_PER_RULE - 1] = {
        ...last,
        finding: { ...last.finding, facts: { ...last.finding.facts, more: 'yes' } },
      };
      break;
    }
    judged.push({ finding: findingFrom(context, definition, evidence), evidence });
  }
  return judged;
}

function findingFrom(context: RuleContext, { rule }: RuleDefinition, evidence: Evidence): Finding {
  const { profile, plan } = context;
  const entities = [...new Set(evidence.entities)];
  const override = profile.severities[rule];
  const overlap = evidence.overlap;
  const source = evidence.source ?? (override === undefined ? undefined : profile.source);
  return {
    id: [rule, entities.join('+'), overlap ? formatPrefix(overlap) : '', evidence.key ?? '']
      .filter((part) => part !== '')
      .join(' '),
    rule,
    severity: evidence.severity ?? override ?? findingInfo[rule].severity,
    entities,
    ranges: evidence.ranges ?? [],
    overlap,
    facts: evidence.facts ?? {},
    witness: undefined,
    repair: undefined,
    accepted: acceptedBecause(plan, rule, entities),
    ...(source === undefined ? {} : { source }),
  };
}

/** Errors first, then the order of the table, then owners, then addresses. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    RULES.indexOf(a.rule) - RULES.indexOf(b.rule) ||
    compareTexts(a.entities.join(' '), b.entities.join(' ')) ||
    (a.overlap && b.overlap ? comparePrefixes(a.overlap, b.overlap) : 0) ||
    compareRanges(a, b) ||
    compareTexts(a.id, b.id)
  );
}

function compareRanges(a: Finding, b: Finding): number {
  for (const [i, range] of a.ranges.entries()) {
    const other = b.ranges[i];
    const order = other ? comparePrefixes(range.prefix, other.prefix) : 1;
    if (order !== 0) return order;
  }
  return a.ranges.length - b.ranges.length;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
