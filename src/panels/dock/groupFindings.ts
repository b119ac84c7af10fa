import { type Finding, type Rule, SEVERITIES } from '#core';

/** Errors before warnings before information; within a severity as the core gave them. */
export const bySeverity = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

/** Findings of one rule together, the worst rule first. */
export function byRule(findings: readonly Finding[]): readonly (readonly [Rule, readonly Finding[]])[] {
  const groups = new Map<Rule, Finding[]>();
  for (const finding of bySeverity(findings)) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return [...groups];
}

/** How many of each severity, in words: `2 errors, 1 warning`. */
export function countBySeverity(findings: readonly Finding[]): string {
  const words = { error: ['error', 'errors'], warning: ['warning', 'warnings'], info: ['note', 'notes'] };
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${words[severity][count === 1 ? 0 : 1]}`];
  });
  return parts.join(', ') || 'no findings';
}
