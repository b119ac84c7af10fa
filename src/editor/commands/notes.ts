import { entityIds, freeId, LIMITS } from '#core';
import { lockedReason } from '../locks.ts';
import { type Point, snap } from '../placement.ts';
import { locate, nameOf } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

/** Puts a note on the canvas. */
export const addNote =
  (text: string, at: Point): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    if (text.trim() === '') return no('A note needs a text');
    if (tooLong(text)) return no(TOO_LONG);
    const id = freeId('note-1', entityIds(state.plan));
    const { x, y } = snap(at);
    if (dispatch) {
      dispatch.change('Add a note', [
        { kind: 'add', collection: 'notes', entity: { id, text: text.trimEnd(), position: [x, y] } },
      ]);
      dispatch.select([id]);
      dispatch.announce('Note added.');
    }
    return APPLIES;
  };

/** Gives a note another text; one without a text goes. */
export const setNote =
  (id: string, text: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const found = locate(state.plan, id);
    if (found?.collection !== 'notes') return no('The note is not in the plan any more');
    const reason = lockedReason(state.plan, [id]);
    if (reason !== undefined) return no(reason);
    const wanted = text.trimEnd();
    if (wanted === found.entity.text) return no('It says this already');
    if (tooLong(wanted)) return no(TOO_LONG);
    if (wanted === '')
      dispatch?.change(`Delete ${nameOf(found.entity)}`, [{ kind: 'remove', collection: 'notes', id }]);
    else
      dispatch?.change(`Edit ${nameOf(found.entity)}`, [
        { kind: 'set', collection: 'notes', id, path: ['text'], value: wanted },
      ]);
    return APPLIES;
  };

/** Characters that fit whatever they are: one takes at most three bytes for each unit of its length. */
const tooLong = (text: string): boolean => text.length * 3 > LIMITS.noteBytes;
const TOO_LONG = `A note has at most ${Math.floor(LIMITS.noteBytes / 3).toLocaleString('en')} characters`;
