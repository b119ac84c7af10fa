import { shownPath } from '../playback.ts';
import { APPLIES, type Command, no } from './command.ts';

/** Whether a finding is selected that a link could point at. */
export const findingSelected: Command = ({ finding }) =>
  finding === undefined ? no('Select a finding first') : APPLIES;

/** Whether a walk is shown, with a hop that a link could point at. */
export const hopShown: Command = ({ playback }) =>
  shownPath(playback) ? APPLIES : no('No walk is shown: select two devices and press P');
