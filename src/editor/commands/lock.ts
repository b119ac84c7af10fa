import { atHead, locate, naming } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/** Locks what is selected, or unlocks it where all of it is locked: the canvas then neither moves, edits nor deletes it. */
export const toggleLock: Command = (state, dispatch) => {
  if (state.readOnly) return refused(state.readOnly);
  const { plan } = state;
  const ids = state.selection.filter((id) => locate(plan, id));
  if (ids.length === 0) return no('Select what to lock or unlock');
  const locked = plan.view?.locked ?? [];
  const all = ids.every((id) => locked.includes(id));
  if (dispatch) {
    const names = naming(plan, ids);
    const next = all ? locked.filter((id) => !ids.includes(id)) : [...new Set([...locked, ...ids])];
    dispatch.change(`${all ? 'Unlock' : 'Lock'} ${names}`, [
      { kind: 'set-plan', path: ['view', 'locked'], value: next.length === 0 ? undefined : next },
    ]);
    const kept = ids.length === 1 ? 'it as it is' : 'them as they are';
    dispatch.announce(`${atHead(names)} ${all ? 'unlocked' : `locked: the canvas leaves ${kept}`}.`);
  }
  return APPLIES;
};
