import { type Finding, findingInfo, type Repair } from '#core';
import type { EditorState } from '../editor.ts';
import { playWalk } from '../playWalk.ts';
import { capital, listing } from '../selection.ts';
import { APPLIES, type Command, type Dispatch, no, refused } from './command.ts';

/** Selects the next finding in the order of the list, or the one before; round at the ends. */
export const nextFinding =
  (by: 1 | -1): Command =>
  ({ analysis, finding }, dispatch) => {
    const findings = analysis.judgement?.findings.filter(({ accepted }) => accepted === undefined) ?? [];
    if (findings.length === 0) return no(noFindings(analysis.status));
    const at = findings.findIndex(({ id }) => id === finding);
    const from = at < 0 && by < 0 ? 0 : at;
    const next = findings[(from + by + findings.length) % findings.length];
    if (dispatch && next) showFinding(dispatch, next.id);
    return APPLIES;
  };

/** Selects a finding, and says to ears which one, and what it is about: eyes see it in the list. */
export function showFinding(editor: Dispatch, id: string): void {
  editor.selectFinding(id);
  const { plan, analysis, finding } = editor.store.getState();
  const open = analysis.judgement?.findings.filter(({ accepted }) => accepted === undefined) ?? [];
  const at = open.findIndex((one) => one.id === finding);
  const found = open[at];
  if (!found) return;
  const about = found.entities.length === 0 ? '' : ` (${listing(plan, found.entities)})`;
  const place = `${capital(found.severity)} ${at + 1} of ${open.length}`;
  editor.announce(`${place}: ${findingInfo[found.rule].title}${about}.`, 'ears');
}

const noFindings = (status: EditorState['analysis']['status']): string =>
  status === 'waiting' ? 'The plan is still being checked' : 'There are no findings';

/** The finding that is selected in the list. */
const selected = ({ analysis, finding }: EditorState): Finding | undefined =>
  finding === undefined ? undefined : analysis.judgement?.findings.find(({ id }) => id === finding);

const NONE = no('No finding is selected: press F8');

/** Plays the flow that proves the selected finding. */
export const playWitness: Command = (state, dispatch) => {
  const finding = selected(state);
  if (!finding) return NONE;
  if (!finding.witness) return no('This finding has no walk to play');
  if (dispatch) playWalk(dispatch, finding.witness.flow);
  return APPLIES;
};

/** Takes the repair that was tried for the selected finding. */
export const takeRepair: Command = (state, dispatch) => {
  if (state.readOnly) return refused(state.readOnly);
  const { status } = state.analysis;
  // What was found for an older plan may do anything to this one.
  if (status === 'waiting') return no('The plan is still being checked: repairs come with its findings');
  if (status === 'failed') return no('The plan could not be checked, so no repair is known');
  const finding = selected(state);
  if (!finding) return NONE;
  const { repair } = finding;
  if (!repair) return no('No repair was found that removes this finding and brings no other');
  return mend(repair)(state, dispatch);
};

/** Carries a repair out. */
export const mend =
  ({ title, edits }: Repair): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    dispatch?.change(title, edits);
    dispatch?.announce(`Done: ${title}.`);
    return APPLIES;
  };

/** Whether the selected finding can be accepted. */
export const acceptable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  const finding = selected(state);
  if (!finding) return NONE;
  return finding.accepted === undefined ? APPLIES : no('This finding is accepted already');
};
