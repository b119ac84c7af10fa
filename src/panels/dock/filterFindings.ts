import { describeFinding, type Finding, findingInfo, formatPrefix, type Plan, type Severity } from '#core';
import { nameOfId } from '#editor';

/** What the list of findings is narrowed to. */
export interface FindingFilter {
  /** Words, each of which the finding's sentence, rule, entities or ranges must have. */
  readonly text: string;
  /** The severities that are shown; empty: all. */
  readonly severities: readonly Severity[];
}

export const NO_FILTER: FindingFilter = { text: '', severities: [] };

/** The findings that a filter lets through, in their order. */
export function filterFindings(
  findings: readonly Finding[],
  { text, severities }: FindingFilter,
  plan: Plan,
): readonly Finding[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && severities.length === 0) return findings;
  return findings.filter((finding) => {
    if (severities.length > 0 && !severities.includes(finding.severity)) return false;
    if (words.length === 0) return true;
    const own = haystack(finding, plan);
    return words.every((word) => own.includes(word));
  });
}

const haystack = (finding: Finding, plan: Plan): string =>
  [
    finding.rule,
    findingInfo[finding.rule].title,
    describeFinding(finding, plan),
    ...finding.entities.flatMap((id) => [id, nameOfId(plan, id)]),
    ...finding.ranges.map(({ prefix }) => formatPrefix(prefix)),
  ]
    .join(' ')
    .toLowerCase();
