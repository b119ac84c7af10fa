import { drawnIds } from '../selection.ts';
import { APPLIES, type Command, no } from './command.ts';

export const selectAll: Command = ({ plan }, dispatch) => {
  const ids = drawnIds(plan);
  if (ids.length === 0) return no('There is nothing to select');
  dispatch?.select(ids);
  return APPLIES;
};

export const selectNone: Command = ({ selection }, dispatch) => {
  if (selection.length === 0) return no('Nothing is selected');
  dispatch?.select([]);
  return APPLIES;
};

export const undo: Command = ({ undoLabel }, dispatch) => {
  if (undoLabel === undefined) return no('Nothing to undo');
  dispatch?.undo();
  return APPLIES;
};

export const redo: Command = ({ redoLabel }, dispatch) => {
  if (redoLabel === undefined) return no('Nothing to do again');
  dispatch?.redo();
  return APPLIES;
};
