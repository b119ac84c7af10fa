import { comparePrefixes, formatPrefix } from '../address/prefix.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { acceptedBecause } from './accept.ts';
import type { RuleContext } from './context.ts';
import { type Finding, RULES, type Rule, SEVERITIES } from './finding.ts';
import { findingInfo } from './findingInfo.ts';
import { makeContext } from './makeContext.ts';
import type { Evidence, RuleDefinition } from './rule.ts';
import { rules } from './rules/index.ts';

/** More findings than this of one rule are not listed; the last one says how many. */
const MOST_PER_RULE = 1000;
/** More than this are not counted either: millions of ranges on top of each other make billions of pairs. */
const MOST_COUNTED = 50_000;

/** What the rules find, without witnesses and repairs: what a repair is checked by. */
export const findingsOf = (plan: Plan, network: Network): Finding[] => {
  const context = makeContext(plan, network);
  return judged(
    context,
    rules.map((rule) => collect(context, rule)),
  ).map(({ finding }) => finding);
};

/** A finding with the evidence that it was made of. */
export interface Judged {
  readonly finding: Finding;
  readonly evidence: Evidence;
}

/** What one rule found, as much of it as is listed. */
export interface Collected {
  readonly rule: Rule;
  readonly evidence: readonly Evidence[];
  /** How many more there are, which are not listed. */
  readonly more: number;
}

export function collect(context: RuleContext, definition: RuleDefinition): Collected {
  const found: Evidence[] = [];
  let more = 0;
  for (const evidence of definition.run(context)) {
    if (found.length < MOST_PER_RULE) found.push(evidence);
    else if (++more === MOST_COUNTED) break;
  }
  return { rule: definition.rule, evidence: found, more };
}

/** The findings of all rules, sorted: errors first, then by rule, owners and addresses. */
export function judged(context: RuleContext, collected: readonly Collected[]): Judged[] {
  const sortable = collected.flatMap(({ rule, evidence, more }) =>
    evidence.map((one, i) => {
      const plain = findingFrom(context, rule, one);
      const isLast = more > 0 && i === evidence.length - 1;
      const facts = { ...plain.facts, more, ...(more === MOST_COUNTED ? { atLeast: 'yes' } : {}) };
      const finding = isLast ? { ...plain, facts } : plain;
      return { finding, evidence: one, rank: rankOf(finding), owners: finding.entities.join(' ') };
    }),
  );
  sortable.sort(compareJudged);
  const seen = new Map<string, number>();
  return sortable.map(({ finding, evidence }) => {
    const times = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, times);
    return { evidence, finding: times === 1 ? finding : { ...finding, id: `${finding.id} #${times}` } };
  });
}

function findingFrom(context: RuleContext, rule: Rule, evidence: Evidence): Finding {
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

/** What findings are sorted by is made once for each, not once for each comparison. */
interface Sortable extends Judged {
  readonly rank: number;
  readonly owners: string;
}

const RULE_PLACES = new Map(RULES.map((rule, i) => [rule, i]));
const rankOf = ({ severity, rule }: Finding): number =>
  SEVERITIES.indexOf(severity) * RULES.length + (RULE_PLACES.get(rule) ?? 0);

/** Errors first, then the order of the table, then owners, then addresses. */
function compareJudged(left: Sortable, right: Sortable): number {
  const [a, b] = [left.finding, right.finding];
  return (
    left.rank - right.rank ||
    compareTexts(left.owners, right.owners) ||
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
