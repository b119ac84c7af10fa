import type { Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';
import { traceRoundTrip } from './roundTrip.ts';
import { stillHolds } from './stillHolds.ts';
import type { FlowQuestion, RoundTrip } from './trace.ts';

type Answer = RoundTrip | { readonly problem: string };

/** Answers that are kept for one network; a plan's own flows are at most 20,000. */
const MOST_KEPT = 25_000;

interface Kept {
  readonly question: FlowQuestion;
  readonly answer: Answer;
}

const kept = new WeakMap<Network, Map<string, Kept>>();

/** Equal for questions that ask the same. */
export const questionKey = ({ from, to, port, protocol, bytes, family }: FlowQuestion): string =>
  `${from} ${to} ${port ?? ''} ${protocol ?? ''} ${bytes ?? ''} ${family ?? ''}`;

/**
 * As `traceRoundTrip`; the same question about the same network is walked once. Flows, rules and witnesses ask the same over and
 * over, and so does judging the next revision of a plan whose network is the same.
 */
export function tracedOnce(network: Network, question: FlowQuestion, key = questionKey(question)): Answer {
  let answers = kept.get(network);
  if (!answers) {
    answers = new Map();
    kept.set(network, answers);
  }
  const known = answers.get(key);
  if (known) return known.answer;
  const answer = traceRoundTrip(network, question);
  if (answers.size < MOST_KEPT) answers.set(key, { question, answer });
  return answer;
}

/**
 * Hands what was walked over one network on to the one that an edit made of it, as far as the walks would go the same way there. The
 * old one is left without.
 */
export function handOnAnswers(change: NetworkChange): void {
  const { before, after } = change;
  const answers = kept.get(before);
  if (!answers || before === after) return;
  kept.delete(before);
  for (const [key, { question, answer }] of answers)
    if ('problem' in answer || !stillHolds(before, question, answer, change)) answers.delete(key);
  kept.set(after, answers);
}
