import { describeFinding } from '#core';
import type { CheckedPlan } from '../checkPlan.ts';
import { problemLine, shortSource } from '../readPlan.ts';
import { open } from './check.ts';
import { lineOf, locationOf } from './location.ts';
import { printable } from './printable.ts';

/** Workflow commands: GitHub shows each as an annotation beside the line of the plan that it is about. */
export function githubAnnotations(plans: readonly CheckedPlan[]): string {
  return plans.flatMap(annotations).join('');
}

function annotations(plan: CheckedPlan): string[] {
  const file = locationOf(plan.source);
  if (!plan.ok) {
    return plan.problems.map((problem) =>
      command('error', file, 1, 'unreadable plan', `${shortSource(plan.source)}: ${problemLine(problem)}`),
    );
  }
  return open(plan).map((finding) =>
    command(
      finding.severity === 'info' ? 'notice' : finding.severity,
      file,
      lineOf(plan.text, finding.entities[0]),
      finding.rule,
      describeFinding(finding, plan.plan),
    ),
  );
}

function command(
  kind: string,
  file: string | undefined,
  line: number,
  title: string,
  message: string,
): string {
  const place = file === undefined ? '' : `file=${property(file)},line=${line},`;
  return `::${kind} ${place}title=${property(title)}::${data(message)}\n`;
}

/** Newlines would end the command, so GitHub wants them percent-encoded; other control characters would reach its log. */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
