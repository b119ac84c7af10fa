import type { FlowQuestion, Plan } from '#core';
import { type Editor, type EditorState, shownPath } from '#editor';
import type { LinkView } from '#share';
import { cursorAt } from './viewOf.ts';

/**
 * Goes where a link points: its walk is asked for at once; its finding and its hop are shown as soon as the core has told
 * of them, unless another plan or walk was put in place meanwhile. What is not there is said.
 */
export function followView(editor: Editor, view: LinkView): void {
  const { plan, shown } = editor.store.getState();
  const question = questionOf(plan, view);
  if (view.walk) {
    if (question) editor.show(question);
    else editor.announce('The link points at a walk that this plan does not have.');
  }
  let finding = view.finding;
  let hop = question && (view.hop || view.path) ? view : undefined;

  const look = (state: EditorState): void => {
    if (state.shown !== shown) {
      finding = undefined;
      hop = undefined;
    }
    // A finding first: selecting it may show another part of the page, the hop's place in the walk stays.
    if (finding !== undefined && isJudged(state)) {
      const wanted = finding;
      finding = undefined;
      goToFinding(editor, state, wanted);
    }
    if (hop && state.playback.question !== question) hop = undefined;
    if (hop && state.playback.answer) {
      const wanted = hop;
      hop = undefined;
      goToHop(editor, wanted);
    }
    if (finding === undefined && hop === undefined) stop();
  };
  const stop = editor.store.subscribe(look);
  look(editor.store.getState());
}

function questionOf({ flows }: Plan, { walk }: LinkView): FlowQuestion | undefined {
  if (!walk) return undefined;
  return 'question' in walk ? walk.question : flows?.find(({ id }) => id === walk.flow);
}

const isJudged = ({ analysis, revision }: EditorState): boolean =>
  analysis.status === 'ready' && analysis.revision === revision;

function goToFinding(editor: Editor, { analysis }: EditorState, id: string): void {
  if (analysis.judgement?.findings.some((finding) => finding.id === id)) editor.selectFinding(id);
  else editor.announce(`The link points at a finding that this plan does not have: ${id.slice(0, 80)}.`);
}

function goToHop(editor: Editor, { path, hop }: LinkView): void {
  const before = editor.store.getState().playback;
  if (path !== undefined && path - 1 !== before.path) editor.setPath(path - 1);
  const shown = shownPath(editor.store.getState().playback);
  if (!hop) return;
  const cursor = shown && cursorAt(shown, hop);
  if (cursor === undefined)
    editor.announce(`The link points at hop ${hop.number} of the ${hop.leg}; this walk has no such hop.`);
  else editor.seek(cursor);
}
