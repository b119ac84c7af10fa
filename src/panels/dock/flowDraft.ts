import {
  type Flow,
  type FlowQuestion,
  flowIds,
  formatAddress,
  freeId,
  type Plan,
  type Protocol,
  parseAddress,
  parseEndpoint,
} from '#core';

/** The form "Walk a packet" as typed. */
export interface FlowDraft {
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly protocol: Protocol;
  readonly bytes: string;
  readonly family: '' | '4' | '6';
}

export const EMPTY_DRAFT: FlowDraft = { from: '', to: '', port: '', protocol: 'tcp', bytes: '', family: '' };

export const draftOf = (question: FlowQuestion): FlowDraft => ({
  from: question.from,
  to: question.to,
  port: question.port?.toString() ?? '',
  protocol: question.protocol ?? 'tcp',
  bytes: question.bytes?.toString() ?? '',
  family: question.family === 4 ? '4' : question.family === 6 ? '6' : '',
});

/** What is wrong in the form, by field; empty when it makes a question. */
export type DraftProblems = Partial<Record<keyof FlowDraft, string>>;

const number = (text: string, low: number, high: number): number | undefined =>
  /^\d+$/.test(text.trim()) && Number(text) >= low && Number(text) <= high ? Number(text) : undefined;

/** Who is called; an address may be typed as it is: `10.0.0.7` //=> `ip:10.0.0.7`. */
function calledText(text: string): string {
  const address = parseAddress(text.trim());
  return address ? `ip:${formatAddress(address)}` : text.trim();
}

/** Reads the form; the core still says whether the endpoints exist. */
export function readDraft(
  draft: FlowDraft,
): { readonly question: FlowQuestion } | { readonly problems: DraftProblems } {
  const problems: DraftProblems = {};
  const from = parseEndpoint(draft.from.trim());
  const called = calledText(draft.to);
  const to = parseEndpoint(called);
  if (!from) problems.from = 'Name who sends, as host:laptop or pod:london/cb-0.';
  else if (from.kind === 'ip' || from.kind === 'key' || from.kind === 'service')
    problems.from = `${draft.from.trim()} can only be called: choose a pod, node, host or router.`;
  if (!to) problems.to = 'Name who is called, as service:london/cb-ui or ip:10.0.0.7.';
  const port = draft.port.trim() === '' ? undefined : number(draft.port, 1, 65535);
  if (draft.port.trim() !== '' && port === undefined) problems.port = 'A port is a number from 1 to 65535.';
  const bytes = draft.bytes.trim() === '' ? undefined : number(draft.bytes, 28, 65535);
  if (draft.bytes.trim() !== '' && bytes === undefined)
    problems.bytes = 'An IP packet has from 28 to 65535 bytes.';
  if (Object.keys(problems).length > 0) return { problems };
  return {
    question: {
      from: draft.from.trim(),
      to: called,
      ...(port === undefined ? {} : { port }),
      ...(draft.protocol === 'tcp' ? {} : { protocol: draft.protocol }),
      ...(bytes === undefined ? {} : { bytes }),
      ...(draft.family === '' ? {} : { family: draft.family === '4' ? 4 : 6 }),
    },
  };
}

/** Whether two questions ask the same of the network. */
export const sameQuestion = (a: FlowQuestion, b: FlowQuestion): boolean =>
  JSON.stringify(draftOf(a)) === JSON.stringify(draftOf(b));

/** A flow that keeps the question, under an id that no other flow has: `cb-0-from-laptop`, `cb-0-from-laptop-2`, … */
export function flowOf(question: FlowQuestion, plan: Plan): Flow {
  const last = (endpoint: string) =>
    endpoint
      .split('/')
      .at(-1)
      ?.replace(/^[a-z]+:/, '') ?? '';
  return {
    id: freeId(`${last(question.to)} from ${last(question.from)}`, flowIds(plan), 'flow'),
    ...question,
  };
}
