import { APPLIES, type Command, refused } from './command.ts';

/** Looks without touching, or changes again. */
export const readOnlyView: Command = ({ readOnly }, dispatch) => {
  if (readOnly !== undefined && readOnly !== 'view') return refused(readOnly);
  dispatch?.setReadOnly('view', readOnly !== 'view');
  dispatch?.announce(
    readOnly === 'view' ? 'The plan can be changed again.' : 'Read-only view. Alt+R goes back.',
  );
  return APPLIES;
};
