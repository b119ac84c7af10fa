import { describeFinding, RULES } from '#core';
import type { CheckedPlan } from '../checkPlan.ts';
import { problemLine } from '../readPlan.ts';
import { junit, type TestCase } from './junit.ts';

/**
 * One suite a plan, one case a rule: a rule without findings passes, one whose findings fail the command fails,
 * one whose findings are all accepted is skipped with the plan's reason.
 */
export function checkJunit(plans: readonly CheckedPlan[]): string {
  return junit(
    plans.map((plan) => ({
      name: plan.source,
      cases: plan.ok ? RULES.map((rule) => ruleCase(plan, rule)) : [unreadableCase(plan.problems)],
    })),
  );
}

function ruleCase(plan: Extract<CheckedPlan, { ok: true }>, rule: string): TestCase {
  const failing = plan.failing.filter((finding) => finding.rule === rule);
  const [first] = failing;
  if (first !== undefined) {
    const sentences = failing.map((finding) => describeFinding(finding, plan.plan));
    const more = sentences.length > 1 ? ` (and ${sentences.length - 1} more)` : '';
    return {
      name: rule,
      outcome: 'failed',
      message: `${sentences[0]}${more}`,
      details: sentences.join('\n'),
    };
  }
  const accepted = plan.findings.filter((finding) => finding.rule === rule && finding.accepted !== undefined);
  if (accepted.length > 0) {
    const reasons = [...new Set(accepted.map((finding) => finding.accepted ?? ''))];
    return { name: rule, outcome: 'skipped', message: `accepted: ${reasons.join('; ')}` };
  }
  return { name: rule, outcome: 'passed' };
}

/** An unreadable plan is one case that could not run; every problem is in its text. */
export function unreadableCase(problems: Extract<CheckedPlan, { ok: false }>['problems']): TestCase {
  const lines = problems.map(problemLine);
  return {
    name: 'plan can be read',
    outcome: 'error',
    message: lines[0] ?? 'unreadable',
    details: lines.join('\n'),
  };
}
