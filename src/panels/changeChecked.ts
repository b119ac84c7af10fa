import type { PlanEdit } from '#core';
import type { Editor } from '#editor';
import { problemFor, problemsAfter } from './inspector/target.ts';

/**
 * Carries edits out if a plan comes of them. Otherwise nothing changes, and the reason is announced and given back:
 * what is drawn, judged and saved is a plan at any time.
 */
export function changeChecked(editor: Editor, label: string, edits: readonly PlanEdit[]): string | undefined {
  const problem = problemFor(problemsAfter(editor.store.getState().plan, edits), '');
  if (problem === undefined) editor.change(label, edits);
  else editor.announce(`${label}: ${problem.replace(/\.$/, '')}.`);
  return problem;
}
