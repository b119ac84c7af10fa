import type { Finding, Severity } from '#core';

/**
 * What a judgement brought against the one before, for ears: "1 new error, 2 warnings gone; 1 error, 0 warnings." Undefined
 * when nothing that matters came or went.
 */
export function newsSentence(before: readonly Finding[], now: readonly Finding[]): string | undefined {
  const came = changes(before, now, 'new');
  const went = changes(now, before, 'gone');
  if (came.length + went.length === 0) return undefined;
  return `${[...came, ...went].join(', ')}. ${countsSentence(now)}`;
}

/** "2 errors, 1 warning." */
function countsSentence(findings: readonly Finding[]): string {
  const [errors, warnings] = [of(findings, 'error').length, of(findings, 'warning').length];
  if (errors + warnings === 0) return 'No errors or warnings.';
  return `${words(errors, 'error')}, ${words(warnings, 'warning')} now.`;
}

/** What the second list has that the first has not. */
function changes(first: readonly Finding[], second: readonly Finding[], what: 'new' | 'gone'): string[] {
  return (['error', 'warning'] as const).flatMap((severity) => {
    const known = new Set(of(first, severity).map(sameAs));
    const count = of(second, severity).filter((finding) => !known.has(sameAs(finding))).length;
    if (count === 0) return [];
    return [what === 'new' ? words(count, `new ${severity}`) : `${words(count, severity)} gone`];
  });
}

/** An expectation that fails elsewhere now is no news. */
const sameAs = ({ id, rule, facts }: Finding): string =>
  rule === 'expectation-failed' ? `expectation of ${facts.flow}` : id;

/** Those that nobody accepted. */
const of = (findings: readonly Finding[], severity: Severity): readonly Finding[] =>
  findings.filter((finding) => finding.severity === severity && finding.accepted === undefined);

const words = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
