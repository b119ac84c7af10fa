import { describeFinding, type Finding, type Flow, type Path, type Rule } from '#core';
import type { Evidence, Outcome, SeenWalk } from './lesson.ts';

/** The size of a packet whose question names none, in bytes. */
const USUAL_BYTES = 64;

type Check = (evidence: Evidence) => Outcome;

const missing = (sentence: string): Outcome => ({ missing: sentence });

/** The first of the checks that is not done yet; done when all are. */
export const all =
  (...checks: readonly Check[]): Check =>
  (evidence) => {
    for (const check of checks) {
      const outcome = check(evidence);
      if (outcome !== 'done') return outcome;
    }
    return 'done';
  };

const nameOf = (flow: Flow): string => `“${flow.name ?? flow.id}”`;

const withoutFlow = (id: string): Outcome =>
  missing(`The lesson watches the saved flow ${id}, which is gone: undo, or start the lesson again.`);

/** A finding of the rule was selected; or none is left to select: whoever mends first has read enough. */
export const selected =
  (rule: Rule): Check =>
  ({ seen, findings }) => {
    if (seen.findings.includes(rule) || !findings.some((finding) => finding.rule === rule)) return 'done';
    return missing(`No finding of ${rule} has been selected yet.`);
  };

/** A saved flow was followed to its last hop, and it ended so. */
export const watched =
  (id: string, arrives: 'delivered' | 'lost'): Check =>
  ({ plan, flows, seen }) => {
    const flow = plan.flows?.find((candidate) => candidate.id === id);
    if (!flow) return withoutFlow(id);
    if (
      seen.walks.some(
        (walk) => isOf(walk, flow) && (walk.ending === 'delivered') === (arrives === 'delivered'),
      )
    )
      return 'done';
    const now = verdictOf(flows[id]);
    if (now !== undefined && now !== arrives)
      return missing(
        arrives === 'lost'
          ? `${nameOf(flow)} arrives now: undo, or start the lesson again, to see it lost.`
          : `${nameOf(flow)} does not arrive yet.`,
      );
    return missing(`${nameOf(flow)} has not been played to its last hop yet.`);
  };

function isOf(walk: SeenWalk, flow: Flow): boolean {
  const bytes = (question: { readonly bytes?: number }): number => question.bytes ?? USUAL_BYTES;
  return walk.from === flow.from && walk.to === flow.to && bytes(walk) === bytes(flow);
}

function verdictOf(answer: Evidence['flows'][string] | undefined): 'delivered' | 'lost' | undefined {
  if (!answer || 'problem' in answer) return undefined;
  return answer.roundTrip.verdict === 'delivered' ? 'delivered' : 'lost';
}

/** A saved flow is delivered, there and back; and each of its paths is as the lesson wants it. */
export const arrives =
  (id: string, asWanted: (path: Path) => string | undefined = () => undefined): Check =>
  ({ plan, flows }) => {
    const flow = plan.flows?.find((candidate) => candidate.id === id);
    if (!flow) return withoutFlow(id);
    const answer = flows[id];
    if (!answer) return missing(`${nameOf(flow)} is being walked.`);
    if ('problem' in answer) return missing(`${nameOf(flow)} cannot be walked: ${answer.problem}.`);
    for (const path of answer.roundTrip.paths) {
      const last = path.legs.at(-1);
      if (path.verdict !== 'delivered')
        return missing(
          `${nameOf(flow)} does not arrive: its ${last?.leg ?? 'request'} ends at ${last?.at ?? flow.from} as ${last?.disposition ?? 'lost'}.`,
        );
      const wrong = asWanted(path);
      if (wrong !== undefined) return missing(`${nameOf(flow)} arrives, but ${wrong}.`);
    }
    return 'done';
  };

/** No finding of the rules is left; `about` narrows which count. */
export const cleared =
  (rules: readonly Rule[], about: (finding: Finding, evidence: Evidence) => boolean = () => true): Check =>
  (evidence) => {
    const left = evidence.findings.filter(
      (finding) => rules.includes(finding.rule) && about(finding, evidence),
    );
    const [first] = left;
    if (!first) return 'done';
    if (first.accepted !== undefined)
      return missing(`Accepting ${first.rule} hides it, and the packets are lost all the same.`);
    const more = left.length === 1 ? '' : ` And ${left.length - 1} more like it.`;
    return missing(`${describeFinding(first, evidence.plan)}${more}`);
  };
