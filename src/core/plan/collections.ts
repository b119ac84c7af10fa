import type { Collection, EntityOf } from './edits.ts';
import type { Plan, View } from './plan.ts';

/** Frames and notes are only drawn: their lists are in `view`. */
const inView = (collection: Collection): collection is 'frames' | 'notes' =>
  collection === 'frames' || collection === 'notes';

/** The entities of a list, wherever the plan keeps it; none where it has no such list. */
export function entitiesOf<C extends Collection>(plan: Plan, collection: C): readonly EntityOf[C][] {
  const list: unknown = inView(collection) ? plan.view?.[collection] : plan[collection as keyof Plan];
  return (list as readonly EntityOf[C][] | undefined) ?? [];
}

/** Where a list stands in the document: `clusters`, `view.frames`. */
export const listPath = (collection: Collection): readonly string[] =>
  inView(collection) ? ['view', collection] : [collection];

/** The plan with another list in its place. */
export const withEntities = (plan: Plan, collection: Collection, list: readonly unknown[]): Plan =>
  inView(collection)
    ? { ...plan, view: { ...plan.view, [collection]: list } as View }
    : { ...plan, [collection]: list };
