import {
  type AddressPool,
  describeEnding,
  describeFinding,
  type Finding,
  type Flow,
  findingInfo,
  type Leg,
  type Plan,
  type RoundTrip,
  SEVERITIES,
  sourceOf,
} from '#core';
import { sideOf } from '#core/view';
import { addressRows } from './addressRows.ts';
import { cleanText } from './svg/xml.ts';

/** What follows from a plan, as its report tells it. */
export interface ReportFacts {
  readonly findings: readonly Finding[];
  /** By flow id: its walk, or why there is none. */
  readonly flows: ReadonlyMap<string, { readonly roundTrip: RoundTrip } | { readonly problem: string }>;
  readonly pools: readonly AddressPool[];
}

/** The plan as a report in Markdown: what it is, its address plan, what was found, and what becomes of its flows. */
export function planReport(plan: Plan, facts: ReportFacts): string {
  return `${[
    `# ${escaped(plan.name) || 'Plan'}`,
    summary(plan, facts),
    ...(plan.notes?.trim() ? ['## Notes', demoted(plan.notes.trim())] : []),
    '## Address plan',
    addressTable(plan, facts.pools),
    '## Findings',
    ...findingParts(plan, facts.findings),
    ...((plan.flows ?? []).length > 0 ? ['## Flows', flowTable(plan, facts)] : []),
    '---',
    'Written by Hopwright from the plan. “No findings” means that none of its rules found anything, not that the network works.',
  ].join('\n\n')}\n`;
}

function summary(plan: Plan, { findings }: ReportFacts): string {
  const things = [
    counted(plan.clusters, 'cluster'),
    counted(plan.routers, 'router'),
    counted(plan.links, 'link'),
    counted(plan.hosts, 'host'),
    counted(plan.flows, 'flow'),
  ].filter(Boolean);
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const found = SEVERITIES.map((severity) =>
    counted(
      open.filter((finding) => finding.severity === severity),
      severity === 'info' ? 'note' : severity,
    ),
  ).filter(Boolean);
  return `${things.join(', ') || 'Empty'}; profile ${plan.profile ?? 'vpn'}. ${found.join(', ') || 'No findings'}.`;
}

const counted = (list: readonly unknown[] | undefined, one: string): string =>
  list && list.length > 0 ? `${list.length} ${list.length === 1 ? one : `${one}s`}` : '';

function addressTable(plan: Plan, pools: readonly AddressPool[]): string {
  const rows = addressRows(plan, pools);
  if (rows.length === 0) return 'The plan has no ranges.';
  return table(
    ['Pool', 'Site', 'Owner', 'Range', 'Role', 'Size', 'Used'],
    rows.map(({ pool, site, owner, range, role, size, used, overlapping }) => [
      escaped(pool),
      escaped(site) || '–',
      escaped(owner),
      `\`${range}\`${overlapping ? ' **overlaps**' : ''}`,
      role,
      BigInt(size).toLocaleString('en'),
      used || '–',
    ]),
  );
}

function findingParts(plan: Plan, findings: readonly Finding[]): string[] {
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const accepted = findings.filter((finding) => finding.accepted !== undefined);
  return [
    ...(open.length === 0 ? ['Nothing was found.'] : open.map((finding) => findingPart(plan, finding))),
    ...(accepted.length === 0
      ? []
      : [
          '### Accepted',
          accepted
            .map(
              (finding) =>
                `- ${escaped(describeFinding(finding, plan))} (\`${finding.rule}\`) Reason: ${escaped(finding.accepted ?? '')}`,
            )
            .join('\n'),
        ]),
  ];
}

function findingPart(plan: Plan, finding: Finding): string {
  const { title, why, remedy } = findingInfo[finding.rule];
  const points = [
    `Why it matters: ${escaped(why)}`,
    `Remedy: ${escaped(finding.repair ? `${finding.repair.title}. ${remedy}` : remedy)}`,
    `Rule: \`${finding.rule}\`, see <${sourceOf(finding)}>`,
  ];
  return [
    `### ${capital(finding.severity)}: ${title}`,
    escaped(describeFinding(finding, plan)),
    points.map((point) => `- ${point}`).join('\n'),
  ].join('\n\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function flowTable(plan: Plan, { flows }: ReportFacts): string {
  return table(
    ['Flow', 'From', 'To', 'Request', 'Reply', 'Verdict', 'Expected'],
    (plan.flows ?? []).map((flow) => flowRow(flow, flows.get(flow.id))),
  );
}

function flowRow(
  flow: Flow,
  answer: { readonly roundTrip: RoundTrip } | { readonly problem: string } | undefined,
): string[] {
  const ends = [escaped(flow.name || flow.id), `\`${code(flow.from)}\``, `\`${code(flow.to)}\``];
  const expected = flow.expect ?? '–';
  if (!answer) return [...ends, '–', '–', 'not walked', expected];
  if ('problem' in answer) return [...ends, '–', '–', escaped(answer.problem), expected];
  const { roundTrip } = answer;
  const holds =
    flow.expect === undefined ? '' : flow.expect === roundTrip.verdict ? ' (holds)' : ' (**fails**)';
  return [
    ...ends,
    sideText(roundTrip, 'request'),
    sideText(roundTrip, 'reply'),
    roundTrip.verdict,
    expected + holds,
  ];
}

/** What became of the packets of one side: the first that is lost on any path, else that they arrive. */
function sideText({ paths }: RoundTrip, side: 'request' | 'reply'): string {
  const legs: Leg[] = paths.flatMap((path) => path.legs.filter(({ leg }) => sideOf(leg) === side));
  const lost = legs.find(({ disposition }) => disposition !== 'delivered');
  if (lost) return escaped(`${lost.disposition}: ${describeEnding(lost.ending)}`);
  return legs.length > 0 ? 'delivered' : 'never sent';
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Text in which nothing means anything to Markdown or HTML. */
const escaped = (text: string): string =>
  cleanText(text)
    .replace(/[\\`*_[\]<>|#~&]/g, '\\$&')
    .trim();

/** Between backticks: no backtick ends it, no bar ends the cell. */
const code = (text: string): string => cleanText(text).replaceAll('`', "'").replaceAll('|', '\\|');

/**
 * The notes are Markdown of their own; their headings go below those of the report. HTML in them stays text, also in code, and no
 * link leads to a script: whoever shows the report may trust it as little as the plan that it is of.
 */
const demoted = (notes: string): string =>
  notes
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : withoutControls(line)))
    .join('\n')
    .replace(/<(?=[a-z/!?])(?!https?:\/\/[^\s<>]*>)/gi, '\u2039')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\b(javascript|vbscript|data)\\?:(?=\S)/gi, '$1%3A')
    .replace(/^(#{1,4})(?=\s)/gm, '##$1');

/** A line with its indentation. */
const withoutControls = (line: string): string => {
  const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
  return indent + cleanText(line.slice(indent.length));
};
