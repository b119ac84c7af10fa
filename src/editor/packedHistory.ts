import type { Plan } from '#core';
import { EMPTY_HISTORY, type History } from './history.ts';
import { diff, type Patch, patched } from './patch.ts';

/**
 * A history as it is kept with its document: each plan as the patch from its neighbour on the side of the present, so that
 * two hundred steps cost what they changed.
 */
export interface PackedHistory {
  /** The last step first. */
  readonly past: readonly PackedStep[];
  /** The next redo first. */
  readonly future: readonly PackedStep[];
}

interface PackedStep {
  readonly label: string;
  /** A `Patch` as JSON. */
  readonly patch: string;
}

/** What either direction may take, in characters: the steps farthest from the present are dropped beyond it. */
const BUDGET = 2_000_000;

/** Patches found before, by the plan that they lead to: each save packs the same steps again, and one more. */
const known = new WeakMap<Plan, { readonly from: Plan; readonly patch: string }>();

export function packHistory({ past, future }: History, present: Plan, budget = BUDGET): PackedHistory {
  return { past: packSteps(past, present, budget), future: packSteps(future, present, budget) };
}

/** The history over the plan it was packed with; a step that cannot be read ends it there. */
export function unpackHistory({ past, future }: PackedHistory, present: Plan): History {
  return { ...EMPTY_HISTORY, past: unpackSteps(past, present), future: unpackSteps(future, present) };
}

function packSteps(entries: History['past'], present: Plan, budget: number): PackedStep[] {
  const steps: PackedStep[] = [];
  let from = present;
  let left = budget;
  for (const { plan, label } of entries.toReversed()) {
    const patch = patchText(from, plan);
    left -= patch.length + label.length;
    if (left < 0) break;
    steps.push({ label, patch });
    from = plan;
  }
  return steps;
}

function unpackSteps(steps: readonly PackedStep[], present: Plan): History['past'] {
  const entries: { plan: Plan; label: string }[] = [];
  let from = present;
  for (const { label, patch } of steps) {
    const plan = planFrom(from, patch);
    if (!plan) break;
    known.set(plan, { from, patch });
    entries.push({ plan, label });
    from = plan;
  }
  return entries.reverse();
}

function patchText(from: Plan, to: Plan): string {
  const before = known.get(to);
  if (before?.from === from) return before.patch;
  const patch = JSON.stringify(diff(from, to) ?? { keys: [] });
  known.set(to, { from, patch });
  return patch;
}

/** Undefined where what is stored is no patch of this plan: then there is less to undo, and nothing worse. */
function planFrom(from: Plan, patch: string): Plan | undefined {
  try {
    return patched(from, JSON.parse(patch) as Patch) as Plan;
  } catch {
    return undefined;
  }
}
