import type { FlowQuestion, Path } from '#core';
import type { Playback, TraceView } from './editor.ts';

export const SPEEDS = [0.5, 1, 2, 4] as const;

/** Time that a hop stays on screen at speed 1, in milliseconds; the packet moves for a part of it. */
const HOP_MS = 900;

export const NO_PLAYBACK: Playback = {
  question: undefined,
  answer: undefined,
  path: 0,
  cursor: 0,
  playing: false,
  speed: 1,
};

/** The path that is shown, when there is one. */
export function shownPath({ answer, path }: Pick<Playback, 'answer' | 'path'>): Path | undefined {
  return answer && 'roundTrip' in answer ? answer.roundTrip.paths[path] : undefined;
}

/** Hops over all legs of the shown path: the cursor runs from 0 to one less. */
export const hopCount = (playback: Pick<Playback, 'answer' | 'path'>): number =>
  shownPath(playback)?.legs.reduce((sum, leg) => sum + leg.hops.length, 0) ?? 0;

export const tickMs = (speed: number): number => HOP_MS / speed;

/** A new question: nothing is known of it yet, and speed is the viewer's, not the question's. */
export const asking = (playback: Playback, question: FlowQuestion | undefined): Playback => ({
  ...NO_PLAYBACK,
  speed: playback.speed,
  question,
});

/**
 * The answer to the question that is shown. The first answer shows the path that fails, if one does; a later one (the
 * plan changed) keeps path and cursor as far as they still exist.
 */
export function answered(playback: Playback, answer: TraceView): Playback {
  const paths = 'roundTrip' in answer ? answer.roundTrip.paths : [];
  const failing = Math.max(
    0,
    paths.findIndex((path) => path.verdict === 'not-delivered'),
  );
  const path =
    playback.answer === undefined ? failing : Math.min(playback.path, Math.max(0, paths.length - 1));
  return clamp({ ...playback, answer, path });
}

/** The cursor moved to a place, inside the walk. */
export const at = (playback: Playback, cursor: number): Playback => clamp({ ...playback, cursor });

function clamp(playback: Playback): Playback {
  const last = Math.max(0, hopCount(playback) - 1);
  const cursor = Math.min(Math.max(0, playback.cursor), last);
  return { ...playback, cursor, playing: playback.playing && cursor < last };
}

/** Begins to play; from the start when the walk stands at its end. Nothing to play: unchanged. */
export function started(playback: Playback): Playback {
  const last = hopCount(playback) - 1;
  if (last < 1) return playback;
  return { ...playback, playing: true, cursor: playback.cursor >= last ? 0 : playback.cursor };
}
