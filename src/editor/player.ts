import type { StoreApi } from 'zustand/vanilla';
import type { Flow, FlowQuestion, Plan } from '#core';
import type { Clock, EditorServices, EditorState, Playback } from './editor.ts';
import { answered, asking, at, SPEEDS, shownPath, started, tickMs } from './playback.ts';

export interface Player {
  show(question: FlowQuestion | undefined): void;
  /** Asks the core for the walk that is shown; call it when a judgement arrived. */
  ask(): void;
  /** A saved flow that is shown and was changed is shown as it is now. */
  follow(before: Plan, after: Plan): void;
  setPath(index: number): void;
  play(): void;
  pause(): void;
  seek(cursor: number): void;
  setSpeed(speed: number): void;
  dispose(): void;
}

/** Asks for the walk that is shown and moves the cursor through it. */
export function createPlayer(
  store: StoreApi<EditorState>,
  services: Pick<EditorServices, 'trace'>,
  clock: Clock,
): Player {
  let callOff: (() => void) | undefined;
  const get = (): Playback => store.getState().playback;

  function put(playback: Playback): void {
    callOff?.();
    callOff = playback.playing
      ? clock.after(tickMs(playback.speed), () => put(at(get(), get().cursor + 1)))
      : undefined;
    store.setState({ playback });
  }

  async function ask(): Promise<void> {
    const { analysis, revision, playback } = store.getState();
    const { question } = playback;
    // The core walks over the plan that it judged last: until it judged this one, an answer would speak of another.
    if (!question || analysis.status !== 'ready' || analysis.revision !== revision) return;
    const stale = (): boolean => store.getState().revision !== revision || get().question !== question;
    try {
      const answer = await services.trace(question, revision);
      if (answer !== undefined && !stale()) put(answered(get(), answer));
    } catch (error) {
      if (stale()) return;
      const failure = error instanceof Error ? error.message : String(error);
      store.setState((state) => ({ analysis: { ...state.analysis, status: 'failed', failure } }));
    }
  }

  return {
    show(question) {
      put(asking(get(), question));
      void ask();
    },
    ask: () => void ask(),
    follow(before, after) {
      const { question } = get();
      const flow = before.flows?.find((candidate) => candidate === question);
      const now = flow && after.flows?.find(({ id }) => id === flow.id);
      if (!now || now === flow) return;
      put({ ...get(), question: now satisfies Flow });
      void ask();
    },
    setPath(path) {
      if (shownPath({ answer: get().answer, path })) put(at({ ...get(), path, playing: false }, 0));
    },
    play: () => put(started(get())),
    pause: () => put({ ...get(), playing: false }),
    seek: (cursor) => put(at({ ...get(), playing: false }, cursor)),
    setSpeed(speed) {
      if (SPEEDS.some((known) => known === speed)) put({ ...get(), speed });
    },
    dispose: () => callOff?.(),
  };
}
