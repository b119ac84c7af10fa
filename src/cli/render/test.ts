import type { Flow, Verdict } from '#core';
import { type ReadPlan, shortSource } from '../readPlan.ts';
import { unreadableCase } from './checkJunit.ts';
import { junit } from './junit.ts';
import { printable } from './printable.ts';
import { count, type Style } from './style.ts';
import { verdictWord } from './trace.ts';
import { unreadableJson } from './unreadable.ts';

export interface FlowResult {
  readonly flow: Flow;
  /** Undefined where the flow could not be walked. */
  readonly verdict: Verdict | undefined;
  readonly holds: boolean;
  /** Where and why a flow that is not delivered ended. */
  readonly reason: string | undefined;
}

export type TestedPlan =
  | (Extract<ReadPlan, { ok: true }> & { readonly results: readonly FlowResult[] })
  | Extract<ReadPlan, { ok: false }>;

/** The object of `test --format json`. */
export function testJson(plan: TestedPlan): unknown {
  if (!plan.ok) return unreadableJson(plan);
  return {
    plan: plan.plan.name,
    flows: plan.results.map(({ flow, verdict, holds, reason }) => ({
      id: flow.id,
      from: flow.from,
      to: flow.to,
      expect: flow.expect,
      verdict: verdict ?? null,
      holds,
      reason: reason ?? null,
    })),
  };
}

/** One suite a plan, one case a flow. */
export function testJunit(plans: readonly TestedPlan[]): string {
  return junit(
    plans.map((plan) => ({
      name: plan.source,
      cases: plan.ok
        ? plan.results.map((result) =>
            result.holds
              ? { name: result.flow.id, outcome: 'passed' as const }
              : { name: result.flow.id, outcome: 'failed' as const, message: difference(result) },
          )
        : [unreadableCase(plan.problems)],
    })),
  );
}

export function testText(plans: readonly TestedPlan[], style: Style): string {
  return plans
    .filter((plan) => plan.ok)
    .map((plan) => {
      const held = plan.results.filter((result) => result.holds).length;
      const lines = [
        `${style.bold(printable(plan.plan.name))} ${style.dim(`(${printable(shortSource(plan.source))})`)}`,
        ...plan.results.flatMap((result) => resultLines(result, style)),
        plan.results.length === 0
          ? 'No flow has an expectation; give flows "expect" to make them tests.'
          : `${count(held, 'flow')} as expected, ${plan.results.length - held} not`,
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
}

function resultLines(result: FlowResult, style: Style): string[] {
  const { flow, holds, verdict } = result;
  const what = printable(`${flow.id}: ${flow.from} → ${flow.to}`);
  if (holds && verdict !== undefined) return [`  ${style.good('✓')} ${what} ${verdictWord(verdict, style)}`];
  return [`  ${style.bad('✗')} ${what}`, `    ${printable(difference(result))}`];
}

function difference({ flow, verdict, reason }: FlowResult): string {
  const expected = flow.expect === 'delivered' ? 'delivered' : 'not delivered';
  const got =
    verdict === undefined ? 'it cannot be walked' : `it is ${verdict === 'delivered' ? '' : 'not '}delivered`;
  return `expected to be ${expected}, but ${got}${reason === undefined ? '' : `: ${reason}`}`;
}
