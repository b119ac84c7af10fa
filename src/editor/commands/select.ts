import { drawnIds } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';

export const selectAll: Command = ({ plan }, dispatch) => {
  const ids = drawnIds(plan);
  if (ids.length === 0) return no('There is nothing to select');
  dispatch?.select(ids);
  return APPLIES;
};

export const somethingSelected: Command = ({ selection }) =>
  selection.length > 0 ? APPLIES : no('Select something first');

/** Always applies: nobody who presses Escape once too often wants to hear of it. */
export const selectNone: Command = (_, dispatch) => {
  dispatch?.select([]);
  return APPLIES;
};

export const undo: Command = ({ readOnly, undoLabel }, dispatch) => {
  if (readOnly) return refused(readOnly);
  if (undoLabel === undefined) return no('There is nothing to undo');
  dispatch?.undo();
  return APPLIES;
};

export const redo: Command = ({ readOnly, redoLabel }, dispatch) => {
  if (readOnly) return refused(readOnly);
  if (redoLabel === undefined) return no('There is nothing to redo');
  dispatch?.redo();
  return APPLIES;
};
