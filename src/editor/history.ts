import type { Plan } from '#core';

/** A step of the history: the plan on the far side of it, and what the step did. */
interface Entry {
  readonly plan: Plan;
  readonly label: string;
}

/**
 * Undo and redo as a value. Plans are immutable and share what they have in common, so keeping them whole is cheap and
 * needs no inverse edits.
 */
export interface History {
  /** Plans before each change, oldest first. */
  readonly past: readonly Entry[];
  /** Plans after each undone change, the next redo last. */
  readonly future: readonly Entry[];
  /** Changes with this key may still join the last entry. */
  readonly open: { readonly merge: string; readonly at: number } | undefined;
}

export const EMPTY_HISTORY: History = { past: [], future: [], open: undefined };

const MAX_ENTRIES = 200;
const MERGE_WITHIN_MS = 800;

/** Remembers the plan before a change. A change joins the last entry when both have one merge key and little time between. */
export function remember(
  history: History,
  before: Plan,
  change: { readonly label: string; readonly merge: string | undefined; readonly at: number },
): History {
  const { label, merge, at } = change;
  const open = merge === undefined ? undefined : { merge, at };
  const joins =
    history.open !== undefined && history.open.merge === merge && at - history.open.at <= MERGE_WITHIN_MS;
  if (joins && history.past.length > 0) return { ...history, future: [], open };
  return { past: [...history.past, { plan: before, label }].slice(-MAX_ENTRIES), future: [], open };
}

/** The plan before the last change, and the history with that change undone. */
export function undone(history: History, current: Plan): { plan: Plan; history: History } | undefined {
  const last = history.past.at(-1);
  if (!last) return undefined;
  return {
    plan: last.plan,
    history: {
      past: history.past.slice(0, -1),
      future: [...history.future, { plan: current, label: last.label }],
      open: undefined,
    },
  };
}

/** The plan after the next undone change, and the history with that change done again. */
export function redone(history: History, current: Plan): { plan: Plan; history: History } | undefined {
  const next = history.future.at(-1);
  if (!next) return undefined;
  return {
    plan: next.plan,
    history: {
      past: [...history.past, { plan: current, label: next.label }],
      future: history.future.slice(0, -1),
      open: undefined,
    },
  };
}

export const undoLabel = (history: History): string | undefined => history.past.at(-1)?.label;
export const redoLabel = (history: History): string | undefined => history.future.at(-1)?.label;
