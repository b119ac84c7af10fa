import { comparePrefixes, formatPrefix } from '../address/prefix.ts';
import { Memo } from '../memo.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { acceptedBecause } from './accept.ts';
import type { RuleContext } from './context.ts';
import { Contexts, type PlainContext } from './contexts.ts';
import { type Finding, type Rule, SEVERITIES, type Severity } from './finding.ts';
import { findingInfo } from './findingInfo.ts';
import type { Evidence, RuleDefinition } from './rule.ts';
import { rules } from './rules/index.ts';
import type { Sight } from './sight.ts';

/** More findings than this of one rule are not listed; the last one says how many. */
const MOST_PER_RULE = 1000;
/** More than this are not counted either: millions of ranges on top of each other make billions of pairs. */
const MOST_COUNTED = 50_000;

/** What the rules find, without witnesses and repairs: what a repair is checked by. */
export const findingsOf = (plan: Plan, network: Network): Finding[] =>
  new Judge().judge(plan, network).found.map(({ finding }) => finding);

/** A finding with the evidence that it was made of. */
export interface Judged {
  readonly finding: Finding;
  readonly evidence: Evidence;
}

/** What one rule found, as much of it as is listed. */
interface Collected {
  readonly evidence: readonly Evidence[];
  /** How many more there are, which are not listed. */
  readonly more: number;
}

/** What is kept of one rule from one revision of a plan to the next. */
class RuleMemory {
  readonly parts = new Memo<unknown, readonly Evidence[]>();
  readonly whole = new Memo<'all', Collected>();
  readonly findings = new Memo<Evidence, Judged>();
  readonly sorted = new Memo<'all', Sorted>();
}

/** By severity, a rule's findings in their order. */
type Sorted = Readonly<Record<Severity, readonly Judged[]>>;

/**
 * Finds what is wrong in one revision of a plan after another. Evidence that was found from the same things is the same object, and so
 * is the finding that was made of it.
 */
export class Judge {
  readonly #contexts = new Contexts();
  readonly #memories = new Map<Rule, RuleMemory>(rules.map(({ rule }) => [rule, new RuleMemory()]));

  /** The findings of all rules, sorted: errors first, then by rule, owners and addresses. */
  judge(plan: Plan, network: Network): { readonly sight: Sight; readonly found: readonly Judged[] } {
    const context = this.#contexts.next(plan, network);
    const sorted = rules.map((definition) => this.#sortedOf(context, definition));
    return { sight: context, found: SEVERITIES.flatMap((severity) => sorted.flatMap((of) => of[severity])) };
  }

  #sortedOf(plain: PlainContext, definition: RuleDefinition): Sorted {
    const memory = this.#memories.get(definition.rule) ?? new RuleMemory();
    const keep: RuleContext['keep'] = (key, inputs, find) =>
      memory.parts.keep(key, inputs, () => [...find()]);
    const context: RuleContext = { ...plain, keep };
    const reads = definition.reads?.(context) ?? [context.network, context.profile];
    const collected = memory.whole.keep('all', reads, () => {
      memory.parts.nextRound();
      return collect(definition.run(context));
    });
    const { profile } = context;
    const { accept } = context.plan;
    return memory.sorted.keep('all', [profile, accept, collected.more, ...collected.evidence], () => {
      const judged = collected.evidence.map((evidence, i) => {
        const more = i === collected.evidence.length - 1 ? collected.more : 0;
        const make = () => ({ evidence, finding: findingFrom(context, definition.rule, evidence, more) });
        return memory.findings.keep(evidence, [profile, accept, more], make);
      });
      memory.findings.nextRound();
      return sortedBySeverity(judged);
    });
  }
}

function collect(found: Iterable<Evidence>): Collected {
  const evidence: Evidence[] = [];
  let more = 0;
  for (const one of found) {
    if (evidence.length < MOST_PER_RULE) evidence.push(one);
    else if (++more === MOST_COUNTED) break;
  }
  return { evidence, more };
}

/** Owners first, then addresses; what has the same id as one before it gets a number. */
function sortedBySeverity(judged: readonly Judged[]): Sorted {
  const sortable = judged.map((one) => ({ ...one, owners: one.finding.entities.join(' ') }));
  sortable.sort(compareJudged);
  const seen = new Map<string, number>();
  const numbered = (severity: Severity): Judged[] =>
    sortable
      .filter(({ finding }) => finding.severity === severity)
      .map(({ finding, evidence }) => {
        const times = (seen.get(finding.id) ?? 0) + 1;
        seen.set(finding.id, times);
        return times === 1
          ? { evidence, finding }
          : { evidence, finding: { ...finding, id: `${finding.id} #${times}` } };
      });
  return { error: numbered('error'), warning: numbered('warning'), info: numbered('info') };
}

/** `more`: how many like it are not listed, where it is the last one that is. */
function findingFrom(
  { profile, plan }: Pick<RuleContext, 'profile' | 'plan'>,
  rule: Rule,
  evidence: Evidence,
  more: number,
): Finding {
  const rest = more === 0 ? {} : { more, ...(more === MOST_COUNTED ? { atLeast: 'yes' } : {}) };
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
    facts: more === 0 ? (evidence.facts ?? {}) : { ...evidence.facts, ...rest },
    witness: undefined,
    repair: undefined,
    accepted: acceptedBecause(plan, rule, entities),
    ...(source === undefined ? {} : { source }),
  };
}

/** What findings are sorted by is made once for each, not once for each comparison. */
interface Sortable extends Judged {
  readonly owners: string;
}

function compareJudged(left: Sortable, right: Sortable): number {
  const [a, b] = [left.finding, right.finding];
  return (
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
