import { type EditorState, hopCount, shownPath } from '#editor';
import type { Seen, SeenWalk } from '#presets/lessons';

/** What is looked at now, added to what was looked at before; the same object where that is nothing new. */
export function withLooks(seen: Seen, state: Pick<EditorState, 'analysis' | 'finding' | 'playback'>): Seen {
  const rule = state.analysis.judgement?.findings.find(({ id }) => id === state.finding)?.rule;
  const walk = walkAtItsEnd(state.playback);
  const newRule = rule !== undefined && !seen.findings.includes(rule);
  const newWalk = walk !== undefined && !seen.walks.some((known) => sameWalk(known, walk));
  if (!newRule && !newWalk) return seen;
  return {
    findings: newRule ? [...seen.findings, rule] : seen.findings,
    walks: newWalk ? [...seen.walks, walk] : seen.walks,
  };
}

/** The walk that is shown, if its last hop is. */
function walkAtItsEnd(playback: EditorState['playback']): SeenWalk | undefined {
  const leg = shownPath(playback)?.legs.at(-1);
  const { question, answer, cursor } = playback;
  if (!question || !answer || 'problem' in answer || !leg || cursor < hopCount(playback) - 1)
    return undefined;
  const { from, to, bytes } = question;
  // The flow was given another size, and its walk is still on its way.
  if (bytes !== undefined && answer.roundTrip.flow.bytes !== bytes) return undefined;
  return { from, to, ...(bytes === undefined ? {} : { bytes }), leg: leg.leg, ending: leg.disposition };
}

const sameWalk = (a: SeenWalk, b: SeenWalk): boolean =>
  a.from === b.from && a.to === b.to && a.bytes === b.bytes && a.leg === b.leg && a.ending === b.ending;
