import {
  compileNetwork,
  describeEnding,
  describeFinding,
  type Finding,
  findingInfo,
  type Network,
  RULES,
  traceRoundTrip,
} from '#core';
import type { CheckedPlan } from '../checkPlan.ts';
import { problemLine } from '../readPlan.ts';
import { VERSION } from '../version.ts';
import { lineOf, locationOf } from './location.ts';

type ReadablePlan = Extract<CheckedPlan, { ok: true }>;

/** Code scanning refuses longer runs. */
const MOST_RESULTS = 5000;

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * SARIF 2.1.0 for code scanning: the rules with their texts, a result a finding at the line of its first entity,
 * accepted findings as suppressed ones, and the witness's hops as a code flow. An unreadable plan is a
 * notification, because it is no finding.
 */
export function sarif(plans: readonly CheckedPlan[]): string {
  const readable = plans.filter((plan) => plan.ok);
  const unreadable = plans.filter((plan) => !plan.ok);
  const run = {
    tool: {
      driver: {
        name: 'hopwright',
        version: VERSION,
        rules: RULES.map((rule) => ({
          id: rule,
          shortDescription: { text: findingInfo[rule].title },
          fullDescription: { text: findingInfo[rule].summary },
          help: { text: `${findingInfo[rule].summary} Source: ${findingInfo[rule].source}` },
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: readable.flatMap(planResults).slice(0, MOST_RESULTS),
    invocations: [
      {
        executionSuccessful: unreadable.length === 0,
        toolExecutionNotifications: unreadable.flatMap((plan) =>
          plan.problems.map((problem) => ({
            level: 'error',
            message: { text: problemLine(problem) },
            locations: [location(plan.source, 1, [])],
          })),
        ),
      },
    ],
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function planResults(plan: ReadablePlan): unknown[] {
  const network = compileNetwork(plan.plan);
  return plan.findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: RULES.indexOf(finding.rule),
    level: LEVEL[finding.severity],
    message: { text: describeFinding(finding, plan.plan) },
    locations: [location(plan.source, lineOf(plan.text, finding.entities[0]), finding.entities)],
    partialFingerprints: { 'hopwright/v1': finding.id },
    ...(finding.accepted === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', justification: finding.accepted }] }),
    ...codeFlows(plan, network, finding),
  }));
}

/** The witness walked: every hop a step that a reviewer can click through. */
function codeFlows(plan: ReadablePlan, network: Network, finding: Finding): object {
  if (finding.witness === undefined) return {};
  const answer = traceRoundTrip(network, finding.witness.flow);
  if ('problem' in answer) return {};
  const path = answer.paths.find((candidate) => candidate.verdict === answer.verdict);
  const steps = (path?.legs ?? []).flatMap((leg) =>
    leg.hops.map((hop, index) => ({
      location: {
        ...location(plan.source, lineOf(plan.text, network.devices.get(hop.device)?.entity), [hop.device]),
        message: {
          text:
            index === leg.hops.length - 1
              ? `${leg.leg}: ${leg.disposition} at ${leg.at}. ${describeEnding(leg.ending)}`
              : `${leg.leg}: ${hop.device}`,
        },
      },
    })),
  );
  return steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps }] }] };
}

function location(source: string, line: number, names: readonly string[]): object {
  const file = locationOf(source);
  return {
    ...(file === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: uri(file) }, region: { startLine: line } } }),
    ...(names.length === 0 ? {} : { logicalLocations: names.map((name) => ({ fullyQualifiedName: name })) }),
  };
}

/** A relative path becomes a relative URI reference, an absolute one a file URI. */
function uri(file: string): string {
  // Half a character has no UTF-8, and so no escape.
  const whole = file.replace(/\p{Surrogate}/gu, '\ufffd');
  const encoded = whole.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${encoded}` : encoded;
}
