import { compileNetwork, type Finding, SEVERITIES, type Severity, validate } from '#core';
import type { ReadPlan } from './readPlan.ts';

/** A plan with what the core finds in it, or why it could not be read. */
export type CheckedPlan =
  | (Extract<ReadPlan, { ok: true }> & {
      readonly findings: readonly Finding[];
      /** Those that make the command fail. */
      readonly failing: readonly Finding[];
    })
  | Extract<ReadPlan, { ok: false }>;

/** Findings of a plan. An accepted finding never fails, whatever its severity. */
export function checkPlan(read: ReadPlan, threshold: Severity): CheckedPlan {
  if (!read.ok) return read;
  const findings = validate(read.plan, compileNetwork(read.plan));
  const failing = findings.filter(
    (finding) => finding.accepted === undefined && atLeast(finding.severity, threshold),
  );
  return { ...read, findings, failing };
}

function atLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
