import type { Plan } from '#core';
import { type ListPatch, listPatch, patchedList } from './listPatch.ts';

/**
 * A plan as a change of an older one, by its parts. Plans are immutable and share what an edit leaves alone, so parts are told
 * apart by identity, and what is sent to the worker is about as large as the edit.
 */
export type PlanPatch = Readonly<Record<string, PartPatch>>;

type PartPatch =
  | { readonly kind: 'gone' }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: ListPatch<unknown> };

/** What makes the new plan out of the old one; parts in the order of the new plan. */
export function planPatch(before: Plan, after: Plan): PlanPatch {
  const patch: Record<string, PartPatch> = {};
  const old: Readonly<Record<string, unknown>> = { ...before };
  for (const [key, value] of Object.entries(after)) {
    const known = old[key];
    if (known === value && key in old) continue;
    patch[key] =
      Array.isArray(known) && Array.isArray(value)
        ? { kind: 'list', items: listPatch(known, value, idOf, (a, b) => a === b) }
        : { kind: 'value', value };
  }
  for (const key of Object.keys(old)) if (!(key in after)) patch[key] = { kind: 'gone' };
  return patch;
}

/** The new plan; shares with the old one what the edit left alone. */
export function patchedPlan(before: Plan, patch: PlanPatch): Plan {
  const after: Record<string, unknown> = { ...before };
  for (const [key, part] of Object.entries(patch)) {
    if (part.kind === 'gone') delete after[key];
    else if (part.kind === 'value') after[key] = part.value;
    else after[key] = patchedList(listAt(after, key), part.items);
  }
  return after as unknown as Plan;
}

function listAt(plan: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const list = plan[key];
  if (!Array.isArray(list)) throw new Error(`a change was made for another plan: it has no list ${key}`);
  return list;
}

/** Lists of things without ids (`accept`) are compared item by item. */
const idOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'id' in item ? item.id : item;
