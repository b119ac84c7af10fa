import type { Network } from '../network/network.ts';
import { traceRoundTrip } from './roundTrip.ts';
import type { FlowQuestion, RoundTrip } from './trace.ts';

type Answer = RoundTrip | { readonly problem: string };

/** Answers that are kept for one network; a plan's own flows are at most 20,000. */
const MOST_KEPT = 25_000;

const kept = new WeakMap<Network, Map<string, Answer>>();

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
  if (known) return known;
  const answer = traceRoundTrip(network, question);
  if (answers.size < MOST_KEPT) answers.set(key, answer);
  return answer;
}
