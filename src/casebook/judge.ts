import {
  applyEdits,
  compileNetwork,
  describeEnding,
  type Finding,
  formatPrefix,
  type Network,
  type Plan,
  parsePlanValue,
  type RoundTrip,
  traceRoundTrip,
  validate,
} from '#core';
import type { Case, ExpectedFinding, ExpectedFlow } from './case.ts';

/** Everything that Hopwright says otherwise than the case; empty where they agree. */
export function complaints(plan: Plan, entry: Case): string[] {
  const network = compileNetwork(plan);
  const findings = validate(plan, network);
  return [
    ...(plan.name === entry.title ? [] : [`the plan is called ${plan.name}`]),
    ...(entry.findings ?? []).flatMap((expected) => missing(findings, expected)),
    ...unexpectedErrors(findings, entry),
    ...(plan.flows ?? []).flatMap((flow) =>
      flowComplaints(
        network,
        flow,
        entry.flows?.find((f) => f.id === flow.id),
      ),
    ),
    ...(entry.flows ?? [])
      .filter((expected) => !plan.flows?.some((flow) => flow.id === expected.id))
      .map((expected) => `the plan has no flow ${expected.id}`),
  ];
}

/** Witnesses whose verdict the walk does not give; empty where every witness tells the truth. */
export function falseWitnesses(plan: Plan): string[] {
  const network = compileNetwork(plan);
  return validate(plan, network).flatMap(({ id, witness }) => {
    if (!witness) return [];
    const trip = traceRoundTrip(network, witness.flow);
    if ('problem' in trip) return [`${id}: ${trip.problem}`];
    return trip.verdict === witness.verdict ? [] : [`${id}: ${endOf(trip)}`];
  });
}

/** Repairs that leave their finding, or bring one of another kind; empty where each does what it promises. */
export function badRepairs(plan: Plan): string[] {
  const before = validate(plan, compileNetwork(plan));
  return before.flatMap((finding) => {
    const { id, repair } = finding;
    if (!repair) return [];
    const repaired = parsePlanValue(applyEdits(plan, repair.edits));
    if (!repaired.ok)
      return [`${id}: ${repair.title}: ${repaired.problems.map((p) => p.message).join('; ')}`];
    const after = validate(repaired.plan, compileNetwork(repaired.plan));
    const more = after.filter((f) => countOf(after, f) > countOf(before, f));
    const left = countOf(after, finding) >= countOf(before, finding) ? [finding] : [];
    return [...left, ...more].map((f) => `${id}: ${repair.title}: ${findingText(f)}`);
  });
}

/** How many findings are of the same rule, severity and entities. An edit may rename a range, so ids do not tell. */
const countOf = (findings: readonly Finding[], like: Finding): number =>
  findings.filter(
    (f) => f.rule === like.rule && f.severity === like.severity && f.entities.join() === like.entities.join(),
  ).length;

function missing(findings: readonly Finding[], expected: ExpectedFinding): string[] {
  const found = findings.some(
    (finding) =>
      finding.rule === expected.rule &&
      finding.severity === (expected.severity ?? 'error') &&
      expected.entities.every((entity) => finding.entities.includes(entity)) &&
      (expected.overlap === undefined || overlapText(finding) === expected.overlap),
  );
  if (found) return [];
  const near = findings.filter((f) => f.rule === expected.rule).map(findingText);
  return [
    `no ${expected.severity ?? 'error'} ${expected.rule} of ${expected.entities.join(', ')} over ${expected.overlap ?? 'anything'}; found: ${near.join('; ') || 'none of that rule'}`,
  ];
}

/** Errors of rules that the case does not name are false alarms; accepted findings are none. */
function unexpectedErrors(findings: readonly Finding[], entry: Case): string[] {
  const right = new Set([
    ...(entry.findings ?? []).filter((f) => (f.severity ?? 'error') === 'error').map((f) => f.rule),
    ...(entry.alsoErrors ?? []),
  ]);
  return findings
    .filter((f) => f.severity === 'error' && f.accepted === undefined && !right.has(f.rule))
    .map((f) => `false alarm: ${findingText(f)}`);
}

const overlapText = (finding: Finding): string | undefined =>
  finding.overlap && formatPrefix(finding.overlap);

const findingText = (finding: Finding): string =>
  `${finding.severity} ${finding.rule} of ${finding.entities.join(', ')} over ${overlapText(finding) ?? 'nothing'}`;

function flowComplaints(
  network: Network,
  flow: NonNullable<Plan['flows']>[number],
  expected: ExpectedFlow | undefined,
): string[] {
  if (!expected) return [`the case says nothing of flow ${flow.id}`];
  const trip = traceRoundTrip(network, flow);
  if ('problem' in trip) return [`${flow.id}: ${trip.problem}`];
  const properties = new Set(trip.paths.flatMap((path) => path.properties));
  return [
    ...(trip.verdict === flow.expect
      ? []
      : [`${flow.id} is ${trip.verdict}, expected ${flow.expect}: ${endOf(trip)}`]),
    ...deathComplaints(trip, expected),
    ...(expected.properties ?? []).filter((p) => !properties.has(p)).map((p) => `${flow.id} is not ${p}`),
    ...(expected.without ?? []).filter((p) => properties.has(p)).map((p) => `${flow.id} is ${p}`),
  ];
}

function deathComplaints(trip: RoundTrip, { id, dies }: ExpectedFlow): string[] {
  if (!dies) return [];
  const failed = trip.paths.find((path) => path.verdict !== 'delivered') ?? trip.paths[0];
  const last = failed?.legs.at(-1);
  const same = last?.leg === dies.leg && last.disposition === dies.disposition && last.at === dies.at;
  return same
    ? []
    : [`${id} was to end as ${dies.disposition} of the ${dies.leg} at ${dies.at}: ${endOf(trip)}`];
}

function endOf(trip: RoundTrip): string {
  const path = trip.paths.find((p) => p.verdict !== 'delivered') ?? trip.paths[0];
  const leg = path?.legs.at(-1);
  return leg ? `${leg.leg} ${leg.disposition} at ${leg.at}. ${describeEnding(leg.ending)}` : 'no leg';
}
