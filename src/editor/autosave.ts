import type { Plan } from '#core';
import type { Clock, EditorServices, SaveState, Snapshot } from './editor.ts';
import type { History } from './history.ts';
import { packHistory } from './packedHistory.ts';

const DEBOUNCE_MS = 300;
/** After a write that failed, the next try comes by itself after this long, then twice as long, up to a minute. */
const RETRY_MS = 2_000;
const RETRY_AT_MOST_MS = 60_000;

/** The state of a document that is to be stored. */
export interface Unsaved {
  readonly plan: Plan;
  readonly history: History;
  readonly edited: boolean;
  /** What was done last; undefined: it was opened. */
  readonly label: string | undefined;
  /** Another for each entry of the history: one version in the store is enough for what is one step to undo. */
  readonly step: number;
  /** Nothing that the store has of this document is worth keeping: nobody changed what was opened before. */
  readonly fresh: boolean;
}

export interface Autosave {
  /** Has the state of a document stored soon. */
  request(id: string, state: Unsaved): void;
  /** What waits to be stored of a document is not to be stored any more, or only what nobody changed. */
  forget(id: string, which: 'all' | 'unedited'): void;
  /** Tries at once to store what waits; resolves when nothing is under way any more. */
  flush(): Promise<void>;
  /** What is not known to be stored, by document. */
  unstored(): ReadonlyMap<string, Snapshot>;
  dispose(): void;
}

const snapshotOf = (state: Unsaved): Snapshot => ({
  ...state,
  history: packHistory(state.history, state.plan),
});

/**
 * Stores documents shortly after each change, one write at a time, and tells how it went. What could not be written is
 * kept and tried again until it is stored, also when another document is open by then.
 */
export function createAutosave(
  services: Pick<EditorServices, 'save'>,
  clock: Clock,
  tell: (state: SaveState) => void,
): Autosave {
  const waiting = new Map<string, Unsaved>();
  /** What a round of writes is storing or could not store; the latter waits again when the round is over. */
  const failed = new Map<string, Unsaved>();
  let callOff: (() => void) | undefined;
  let underWay: Promise<void> | undefined;
  let patience = RETRY_MS;
  let failing = false;

  /** Of one document only the latest state counts. */
  function put(id: string, state: Unsaved): void {
    const older = waiting.get(id);
    waiting.delete(id);
    waiting.set(id, { ...state, fresh: state.fresh || (older?.fresh ?? false) });
  }

  async function writeAll(): Promise<void> {
    let reason: string | undefined;
    for (let [first] = waiting; first; [first] = waiting) {
      const [id, state] = first;
      waiting.delete(id);
      const next = { ...state, fresh: state.fresh || (failed.get(id)?.fresh ?? false) };
      failed.set(id, next);
      try {
        await services.save(id, snapshotOf(next));
        failed.delete(id);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    failing = failed.size > 0;
    for (const [id, state] of failed) put(id, state);
    failed.clear();
    if (failing) {
      tell({ kind: 'failed', reason: reason ?? '' });
      schedule(patience);
      patience = Math.min(2 * patience, RETRY_AT_MOST_MS);
    } else {
      tell({ kind: 'saved' });
      patience = RETRY_MS;
    }
  }

  const write = async (): Promise<void> => {
    callOff?.();
    if (waiting.size > 0)
      underWay ??= writeAll().finally(() => {
        underWay = undefined;
      });
    await underWay;
  };

  function schedule(milliseconds: number): void {
    callOff?.();
    callOff = clock.after(milliseconds, () => void write());
  }

  return {
    request(id, state) {
      put(id, state);
      // While nothing can be stored, each change would say otherwise for a moment.
      if (!failing) tell({ kind: 'saving' });
      schedule(DEBOUNCE_MS);
    },
    forget(id, which) {
      for (const states of [waiting, failed])
        if (which === 'all' || states.get(id)?.edited === false) states.delete(id);
      if (!failing || waiting.size + failed.size > 0) return;
      // All that could not be stored is not to be stored any more.
      failing = false;
      callOff?.();
      tell({ kind: 'saved' });
    },
    flush: write,
    unstored() {
      const latest = new Map([...failed, ...waiting]);
      return new Map(
        [...latest].map(([id, state]) => {
          const fresh = state.fresh || (failed.get(id)?.fresh ?? false);
          return [id, snapshotOf({ ...state, fresh })];
        }),
      );
    },
    dispose: () => callOff?.(),
  };
}
