import { entitiesOf, withEntities } from './collections.ts';
import { PlanEditError, PlanLimitError } from './editError.ts';
import type { Collection, EntityOf, PlanEdit, PropertyPath } from './edits.ts';
import { grownBeyond } from './excess.ts';
import { framed } from './framed.ts';
import { entityIds, flowIds, idProblem } from './ids.ts';
import type { Note, Plan } from './plan.ts';
import { eachOf, renamed } from './rename.ts';
import { setAt } from './setAt.ts';
import { settled } from './settle.ts';
import { without } from './without.ts';

/**
 * Carries out one edit. The plan that comes back shares with the given one everything that the edit does not touch,
 * and is the given one where nothing changes. Throws `PlanEditError` for an edit that does not apply, and
 * `PlanLimitError` for one that makes more than the format allows.
 */
export const applyEdit = (plan: Plan, edit: PlanEdit): Plan => withinLimits(plan, carriedOut(plan, edit));

/**
 * Carries out edits one after the other; all or, where one does not apply or too much comes of them all, none. Throws as
 * `applyEdit` does.
 */
export const applyEdits = (plan: Plan, edits: readonly PlanEdit[]): Plan =>
  withinLimits(plan, edits.reduce(carriedOut, plan));

/** A plan that no file could be opened with again must not come into being. */
function withinLimits(before: Plan, after: Plan): Plan {
  const excess = after === before ? undefined : grownBeyond(before, after);
  if (excess) throw new PlanLimitError(excess.sentence, excess.problem);
  return after;
}

function carriedOut(plan: Plan, edit: PlanEdit): Plan {
  switch (edit.kind) {
    case 'add':
      return added(plan, edit);
    case 'remove':
      indexIn(plan, edit.collection, edit.id);
      return without(plan, edit.collection, edit.id);
    case 'rename':
      return given(plan, edit.collection, edit.id, edit.to);
    case 'set':
      return set(plan, edit.collection, edit.id, edit.path, edit.value);
    case 'set-plan':
      return setInPlan(plan, edit.path, edit.value);
    case 'move':
      return moved(plan, edit.positions);
    case 'replace':
      return edit.plan;
  }
}

function added(plan: Plan, edit: PlanEdit & { kind: 'add' }): Plan {
  const { collection, entity } = edit;
  mustBeFree(plan, collection, entity.id);
  const list: readonly { id: string }[] = entitiesOf(plan, collection);
  const index = edit.index ?? list.length;
  if (!Number.isInteger(index) || index < 0 || index > list.length)
    throw new PlanEditError(`${collection} has ${list.length} entries: there is no place ${index} in it`);
  const next = withEntities(plan, collection, list.toSpliced(index, 0, entity));
  return collection === 'frames' ? framed(next, index) : next;
}

function given(plan: Plan, collection: Collection, id: string, to: string): Plan {
  indexIn(plan, collection, id);
  if (id === to) return plan;
  mustBeFree(plan, collection, to);
  return renamed(plan, collection, id, to);
}

function set(plan: Plan, collection: Collection, id: string, path: PropertyPath, value: unknown): Plan {
  const index = indexIn(plan, collection, id);
  if (path.length === 0) throw new PlanEditError(`${id} cannot be set as a whole: set its properties`);
  if (path[0] === 'id') throw new PlanEditError(`the id of ${id} cannot be set: rename it`);
  const list: readonly EntityOf[Collection][] = entitiesOf(plan, collection);
  const before = list[index];
  const after = setAt(before, path, value);
  if (before === undefined || after === undefined || after === before) return plan;
  return settled(withEntities(plan, collection, list.with(index, after)), {
    collection,
    index,
    before,
    path,
  });
}

function setInPlan(plan: Plan, path: PropertyPath, value: unknown): Plan {
  const [first] = path;
  if (first === undefined) throw new PlanEditError('the plan cannot be set as a whole: replace it');
  if (first === 'hopwright') throw new PlanEditError('the format version cannot be set');
  return setAt(plan, path, value);
}

function moved(plan: Plan, positions: Readonly<Record<string, readonly [number, number]>>): Plan {
  for (const [id, [x, y]] of Object.entries(positions))
    if (!Number.isFinite(x) || !Number.isFinite(y) || id === '__proto__')
      throw new PlanEditError(`${id} cannot be moved to ${x}, ${y}`);
  // A note carries its place with it.
  const next = eachOf<Note>(plan, 'notes', (note) => {
    const to = Object.hasOwn(positions, note.id) ? positions[note.id] : undefined;
    return !to || (to[0] === note.position[0] && to[1] === note.position[1])
      ? note
      : { ...note, position: [to[0], to[1]] };
  });
  const notes = new Set((plan.view?.notes ?? []).map(({ id }) => id));
  const before = plan.view?.positions ?? {};
  const news = Object.entries(positions).filter(([id, [x, y]]) => {
    if (notes.has(id)) return false;
    const old = Object.hasOwn(before, id) ? before[id] : undefined;
    return old?.[0] !== x || old[1] !== y;
  });
  if (news.length === 0) return next;
  const copies = news.map(([id, [x, y]]): [string, [number, number]] => [id, [x, y]]);
  return { ...next, view: { ...next.view, positions: { ...before, ...Object.fromEntries(copies) } } };
}

function indexIn(plan: Plan, collection: Collection, id: string): number {
  const list: readonly { id: string }[] = entitiesOf(plan, collection);
  const index = list.findIndex((entity) => entity.id === id);
  if (index < 0) throw new PlanEditError(`there is no ${id} among the ${collection}`);
  return index;
}

function mustBeFree(plan: Plan, collection: Collection, id: string): void {
  const problem = idProblem(id);
  if (problem !== undefined) throw new PlanEditError(problem);
  const taken = collection === 'flows' ? flowIds(plan) : entityIds(plan);
  if (taken.has(id)) throw new PlanEditError(`the id ${id} is taken: choose another`);
}
