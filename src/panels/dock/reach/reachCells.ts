import type { Outcome, Reachability } from '#core';

/** How all the calls of a cell end; `mixed` where they do not end alike, `none` where nobody calls. */
export type CellState = 'delivered' | 'request' | 'reply' | 'mixed' | 'none';

export interface ReachCell {
  readonly state: CellState;
  readonly calls: number;
  readonly lost: number;
  /** The call to play, by places in the matrix: the first that is lost, else the first. */
  readonly call: readonly [from: number, to: number] | undefined;
  /** How that call ends. */
  readonly outcome: Outcome | undefined;
}

/** The words for a cell; a sign alone tells nobody anything. */
export const CELL_WORDS: Readonly<Record<CellState, string>> = {
  delivered: 'delivered',
  request: 'request lost',
  reply: 'reply lost',
  mixed: 'mixed',
  none: 'no call',
};

/** Which way the lost packet went: a follow-up is the caller's like the request, an answer goes back like the reply. */
export function stateOf({ verdict, leg }: Outcome): 'delivered' | 'request' | 'reply' {
  if (verdict === 'delivered') return 'delivered';
  return leg === 'reply' || leg === 'answer' ? 'reply' : 'request';
}

/** What becomes of all calls from some ends to others. */
export function reachCell(
  { ends, cells, outcomes }: Reachability,
  from: readonly number[],
  to: readonly number[],
): ReachCell {
  const counts = new Uint32Array(outcomes.length);
  let first: readonly [number, number] | undefined;
  let firstLost: readonly [number, number] | undefined;
  for (const i of from)
    for (const j of to) {
      const number = cells[i * ends.length + j] ?? 0;
      const outcome = outcomes[number];
      if (!outcome) continue;
      counts[number] = (counts[number] ?? 0) + 1;
      first ??= [i, j];
      if (!firstLost && outcome.verdict === 'not-delivered') firstLost = [i, j];
    }
  let calls = 0;
  let lost = 0;
  const states = new Set<CellState>();
  for (const [number, outcome] of outcomes.entries()) {
    const count = counts[number] ?? 0;
    if (!outcome || count === 0) continue;
    calls += count;
    const state = stateOf(outcome);
    states.add(state);
    if (state !== 'delivered') lost += count;
  }
  const [only] = states;
  const call = firstLost ?? first;
  return {
    state: only === undefined ? 'none' : states.size > 1 ? 'mixed' : only,
    calls,
    lost,
    call,
    outcome: call && outcomes[cells[call[0] * ends.length + call[1]] ?? 0],
  };
}

/** A cell in words: "reply lost, captured"; of several calls "mixed, 3 of 12 calls are lost". */
export function cellText({ state, calls, lost, outcome }: ReachCell): string {
  const word = CELL_WORDS[state];
  if (calls > 1)
    return lost === 0 ? `${word}, all ${calls} calls` : `${word}, ${lost} of ${calls} calls are lost`;
  if (!outcome || state === 'delivered' || state === 'none') return word;
  const later = outcome.leg === 'follow-up' || outcome.leg === 'answer' ? `${outcome.leg} ` : '';
  return `${word}, ${later}${outcome.disposition}`;
}

/** Over the whole matrix: how many calls there are, and how many are lost. */
export function countCalls({ cells, outcomes }: Reachability): {
  readonly calls: number;
  readonly lost: number;
} {
  const lostOnes = outcomes.map((outcome) => outcome?.verdict === 'not-delivered');
  let calls = 0;
  let lost = 0;
  for (const cell of cells) {
    if (outcomes[cell]) calls++;
    if (lostOnes[cell]) lost++;
  }
  return { calls, lost };
}
