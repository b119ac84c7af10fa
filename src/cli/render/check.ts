import { describeFinding, type Finding, type FlowQuestion, formatPrefix, SEVERITIES, sourceOf } from '#core';
import type { CheckedPlan } from '../checkPlan.ts';
import { shortSource } from '../readPlan.ts';
import { printable } from './printable.ts';
import { count, type Style } from './style.ts';
import { unreadableJson } from './unreadable.ts';

type ReadablePlan = Extract<CheckedPlan, { ok: true }>;

/**
 * The object of `check --format json`; its shape is a contract, told in docs/command-line.md. What a finding
 * does not have is null. Accepted findings are not in it: they do not count.
 */
export function checkJson(plan: CheckedPlan): unknown {
  if (!plan.ok) return unreadableJson(plan);
  return {
    plan: plan.plan.name,
    findings: open(plan).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      entities: finding.entities,
      ranges: finding.ranges.map((range) => formatPrefix(range.prefix)),
      overlap: finding.overlap === undefined ? null : formatPrefix(finding.overlap),
      message: describeFinding(finding, plan.plan),
      source: sourceOf(finding),
      // With port, protocol, bytes and family only where the witness is not an ordinary call.
      witness:
        finding.witness === undefined ? null : { ...finding.witness.flow, verdict: finding.witness.verdict },
      repair:
        finding.repair === undefined ? null : { title: finding.repair.title, edits: finding.repair.edits },
    })),
  };
}

/** Findings for people, plan by plan, with a line of totals below each. */
export function checkText(plans: readonly CheckedPlan[], style: Style): string {
  return plans
    .filter((plan) => plan.ok)
    .map((plan) => planText(plan, style))
    .join('\n');
}

/** Findings that the plan does not accept. */
export function open(plan: ReadablePlan): readonly Finding[] {
  return plan.findings.filter((finding) => finding.accepted === undefined);
}

function planText(plan: ReadablePlan, style: Style): string {
  const accepted = plan.findings.filter((finding) => finding.accepted !== undefined);
  const lines = [
    `${style.bold(printable(plan.plan.name))} ${style.dim(`(${printable(shortSource(plan.source))})`)}`,
    ...open(plan).flatMap((finding) => ['', ...findingLines(plan, finding, style)]),
    ...(accepted.length > 0 ? [''] : []),
    ...accepted.map((finding) =>
      style.dim(
        printable(`accepted: ${finding.rule} (${finding.entities.join(', ')}): ${finding.accepted ?? ''}`),
      ),
    ),
    '',
    totals(open(plan), style),
  ];
  return `${lines.join('\n')}\n`;
}

function findingLines(plan: ReadablePlan, finding: Finding, style: Style): string[] {
  const { witness, repair, ranges } = finding;
  const evidence = ranges.map((range) => `${formatPrefix(range.prefix)} (${range.what}, ${range.owner})`);
  const lines = [
    `${style.severity(finding.severity, finding.severity)} ${style.bold(finding.rule)}  ${printable(finding.entities.join(', '))}`,
    `  ${printable(describeFinding(finding, plan.plan))}`,
  ];
  if (evidence.length > 0) {
    const common = finding.overlap === undefined ? '' : `; in common: ${formatPrefix(finding.overlap)}`;
    lines.push(style.dim(`  ranges: ${printable(evidence.join(', '))}${common}`));
  }
  if (witness !== undefined) {
    const verdict = witness.verdict === 'delivered' ? 'is delivered' : 'is not delivered';
    lines.push(style.dim(`  witness: ${printable(questionText(witness.flow))} ${verdict}`));
  }
  if (repair !== undefined) lines.push(`  repair: ${printable(repair.title)}`);
  lines.push(style.dim(`  source: ${sourceOf(finding)}`));
  return lines;
}

/** `host:laptop → pod:london/cb-0 (udp, 1500 bytes)`: what is not as usual in brackets. */
function questionText({ from, to, port, protocol, bytes, family }: FlowQuestion): string {
  const unusual = [
    ...(protocol === undefined || protocol === 'tcp' ? [] : [protocol]),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
    ...(family === undefined ? [] : [`IPv${family}`]),
  ];
  return `${from} → ${to}${unusual.length === 0 ? '' : ` (${unusual.join(', ')})`}`;
}

function totals(findings: readonly Finding[], style: Style): string {
  if (findings.length === 0) return style.good('No findings.');
  return SEVERITIES.map((severity) => ({
    severity,
    number: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) =>
      style.severity(severity, severity === 'info' ? `${number} info` : count(number, severity)),
    )
    .join(', ');
}
