import type { Path } from '#core';
import { type EditorState, shownPath } from '#editor';
import type { LinkView } from '#share';

/** What of the page a link points at: the finding that is selected, the hop that is shown, or nothing of it. */
export interface Pointing {
  readonly finding?: boolean;
  readonly hop?: boolean;
}

/** A link's view of what is shown now. */
export const viewOf = (
  state: Pick<EditorState, 'plan' | 'playback' | 'finding'>,
  pointing: Pointing,
): LinkView => ({
  ...(pointing.finding && state.finding !== undefined ? { finding: state.finding } : {}),
  ...(pointing.hop ? walkView(state) : {}),
});

function walkView({ plan, playback }: Pick<EditorState, 'plan' | 'playback'>): LinkView {
  const { question, answer, path: index, cursor } = playback;
  if (!question) return {};
  const saved = plan.flows?.find((flow) => flow === question);
  const path = shownPath(playback);
  const hop = path && hopAt(path, cursor);
  const several = answer && 'roundTrip' in answer && answer.roundTrip.paths.length > 1;
  return {
    walk: saved ? { flow: saved.id } : { question },
    ...(several ? { path: index + 1 } : {}),
    ...(hop ? { hop } : {}),
  };
}

/** The leg that a place in the walk is on, and its number there, from 1. */
export function hopAt(path: Path, cursor: number): LinkView['hop'] {
  let before = 0;
  for (const { leg, hops } of path.legs) {
    if (cursor < before + hops.length) return { leg, number: cursor - before + 1 };
    before += hops.length;
  }
  return undefined;
}

/** The other way round: where in the walk a hop is; undefined where the walk has no such hop. */
export function cursorAt(path: Path, hop: NonNullable<LinkView['hop']>): number | undefined {
  let before = 0;
  for (const { leg, hops } of path.legs) {
    if (leg === hop.leg) return hop.number <= hops.length ? before + hop.number - 1 : undefined;
    before += hops.length;
  }
  return undefined;
}
