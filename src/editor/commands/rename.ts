import { characters, LIMITS } from '#core';
import { lockedReason } from '../locks.ts';
import { locate, nameOf } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/** Gives an entity another name; an empty one takes the name away, and the id is shown again. The id stays what it is. */
export const rename =
  (id: string, name: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const found = locate(state.plan, id);
    if (!found) return no('It is not in the plan any more');
    const held = lockedReason(state.plan, [id]);
    if (held !== undefined) return no(held);
    const { collection, entity } = found;
    const wanted = name.trim();
    if (characters(wanted) > LIMITS.name) return no(`A name has at most ${LIMITS.name} characters`);
    if (wanted === nameOf(entity)) return no('It has this name already');
    if (collection === 'notes') return no('A note has a text, no name');
    const value = wanted === '' && collection !== 'frames' ? undefined : wanted;
    dispatch?.change(`Rename ${nameOf(entity)}`, [{ kind: 'set', collection, id, path: ['name'], value }], {
      said: `${nameOf(entity)} is called ${value ?? id} now.`,
    });
    return APPLIES;
  };

/** Whether what is selected can be renamed where it stands. */
export const renamable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  const [only] = state.selection;
  if (only === undefined || state.selection.length > 1) return no('Select one thing to rename it');
  const held = lockedReason(state.plan, [only]);
  if (held !== undefined) return no(held);
  return locate(state.plan, only) ? APPLIES : no('A line to a router has no name');
};

/** Gives the whole plan another name. */
export const renamePlan =
  (name: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const wanted = name.trim();
    if (wanted === '') return no('A plan needs a name');
    if (characters(wanted) > LIMITS.name) return no(`A name has at most ${LIMITS.name} characters`);
    if (wanted === state.plan.name) return no('It has this name already');
    dispatch?.change('Rename the plan', [{ kind: 'set-plan', path: ['name'], value: wanted }], {
      said: `The plan is called ${wanted} now.`,
    });
    return APPLIES;
  };
