import type { Plan } from '#core';
import type { Clock, EditorServices, SaveState } from './editor.ts';

const DEBOUNCE_MS = 300;

interface Waiting {
  readonly document: number;
  readonly plan: Plan;
  readonly edited: boolean;
}

export interface Autosave {
  /** Has a plan stored soon. */
  request(document: number, plan: Plan, edited: boolean): void;
  /** Stores at once what waits; resolves when nothing is under way any more. */
  flush(): Promise<void>;
  dispose(): void;
}

/** Stores the document shortly after each change, one write at a time, and tells how it went. */
export function createAutosave(
  services: Pick<EditorServices, 'save'>,
  clock: Clock,
  tell: (state: SaveState) => void,
): Autosave {
  let waiting: Waiting[] = [];
  let callOff: (() => void) | undefined;
  let underWay: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await services.save(next.document, next.plan, next.edited);
        // A change that came meanwhile is still unsaved.
        if (waiting.length === 0) tell({ kind: 'saved' });
      } catch (error) {
        tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  const write = (): Promise<void> => {
    callOff?.();
    underWay ??= writeAll().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  return {
    request(document, plan, edited) {
      // Of one document only the latest state counts; another document's last state must not be lost.
      waiting = [...waiting.filter((other) => other.document !== document), { document, plan, edited }];
      tell({ kind: 'saving' });
      callOff?.();
      callOff = clock.after(DEBOUNCE_MS, () => void write());
    },
    flush: () => write(),
    dispose: () => callOff?.(),
  };
}
