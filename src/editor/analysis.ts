import type { Plan } from '#core';
import type { Analysis, Clock, EditorServices } from './editor.ts';

/** Typing comes in bursts; the core is asked once a burst pauses this long. */
const DEBOUNCE_MS = 40;

export const NO_ANALYSIS: Analysis = {
  status: 'waiting',
  revision: -1,
  judgement: undefined,
  failure: undefined,
};

/**
 * Two plans that no verdict can tell apart: they differ in what is only read or drawn. Parts are compared by identity,
 * because edits share what they do not touch.
 */
export function samePlanToTheCore(a: Plan, b: Plan): boolean {
  const shown = new Set(['view', 'name', 'notes', '$schema']);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Plan>;
  return [...keys].every((key) => shown.has(key) || a[key] === b[key]);
}

export interface Judge {
  /** Has a revision judged soon. */
  request(plan: Plan, revision: number): void;
  dispose(): void;
}

/** Asks for judgements, one burst at a time; `tell` hears only answers about the latest revision. */
export function createJudge(
  services: Pick<EditorServices, 'judge'>,
  clock: Clock,
  tell: (outcome: (before: Analysis) => Analysis) => void,
): Judge {
  let latest = -1;
  let callOff: (() => void) | undefined;
  const ask = async (plan: Plan, revision: number): Promise<void> => {
    try {
      const judgement = await services.judge(plan, revision);
      // Undefined: a newer revision overtook this one, and its answer will come.
      if (revision !== latest || judgement === undefined) return;
      tell(() => ({ status: 'ready', revision, judgement, failure: undefined }));
    } catch (error) {
      if (revision !== latest) return;
      const failure = error instanceof Error ? error.message : String(error);
      tell((before) => ({ ...before, status: 'failed', failure }));
    }
  };
  return {
    request(plan, revision) {
      latest = revision;
      callOff?.();
      tell((before) => (before.status === 'ready' ? { ...before, status: 'waiting' } : before));
      callOff = clock.after(DEBOUNCE_MS, () => void ask(plan, revision));
    },
    dispose() {
      latest = -1;
      callOff?.();
    },
  };
}
