import { useEffect, useState } from 'react';
import type { Editor, SurveyView } from '#editor';
import { useEditor } from './useEditor.ts';

/**
 * The survey of the plan: its ranges by pool, and what it leaves to the rules. Asked for again with every judgement while it
 * is wanted; the last one stays until the next is there, and goes when another document comes.
 */
export function useSurvey(editor: Editor, wanted = true): SurveyView | undefined {
  const judgement = useEditor(editor, (state) => state.analysis.judgement);
  const document = useEditor(editor, (state) => state.shown);
  const [shown, setShown] = useState<{ readonly document: number; readonly survey: SurveyView }>();
  useEffect(() => {
    if (!wanted || judgement === undefined) return;
    let current = true;
    editor
      .survey()
      .then((survey) => {
        if (current && survey) setShown({ document, survey });
      })
      // The failure is told by the banner over the page, with the remedy.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [editor, judgement, document, wanted]);
  return shown?.document === document ? shown.survey : undefined;
}
