import type { Editor, EditorState, JudgementView } from '#editor';

/** The judgement of the plan as it is now; undefined while it is on its way, or where the core failed. */
export const currentJudgement = ({ analysis, revision }: EditorState): JudgementView | undefined =>
  analysis.revision === revision ? analysis.judgement : undefined;

/** Waits for the judgement of the plan as it is then; undefined where the core failed. */
export function whenJudged(editor: Editor): Promise<JudgementView | undefined> {
  return new Promise((resolve) => {
    const settled = (state: EditorState): boolean => {
      const judgement = currentJudgement(state);
      if (!judgement && state.analysis.status !== 'failed') return false;
      resolve(judgement);
      return true;
    };
    if (settled(editor.store.getState())) return;
    const stop = editor.store.subscribe((state) => {
      if (settled(state)) stop();
    });
  });
}
