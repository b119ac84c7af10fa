import type { Rule } from '#core';
import type { Editor } from '#editor';
import type { Example } from '#presets';

/** Puts an example in place because somebody chose it, and says so. */
export function openExample(editor: Editor, example: Example): void {
  showExample(editor, example);
  editor.announce(`Example opened: ${example.title}.`);
}

/** Puts an example in place: its story's flow is ready to play, and its finding is selected once it is found. */
export function showExample(editor: Editor, example: Example): void {
  editor.open(example.plan, { flow: example.flow });
  if (example.finding) pointAtFinding(editor, example.finding);
}

/**
 * Selects the first finding of a rule as soon as the plan that was just opened is judged, unless another came or somebody
 * selected something meanwhile. The inspector stays with the plan: its notes tell the story.
 */
function pointAtFinding(editor: Editor, rule: Rule): void {
  const { shown } = editor.store.getState();
  const stop = editor.store.subscribe((state) => {
    const overtaken = state.shown !== shown || state.finding !== undefined || state.selection.length > 0;
    if (!overtaken && (state.analysis.status !== 'ready' || state.analysis.revision !== state.revision))
      return;
    stop();
    const found = state.analysis.judgement?.findings.find((finding) => finding.rule === rule);
    if (overtaken || !found) return;
    editor.selectFinding(found.id);
    editor.select([]);
  });
}
