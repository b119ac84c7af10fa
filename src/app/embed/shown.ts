import type { EditorState } from '#editor';
import { viewOf } from '#panels';
import type { Shown } from './messages.ts';

/** What the page around is told of what is shown. */
export function shownOf(state: EditorState): Shown {
  const count = (severity: string): number =>
    state.analysis.judgement?.findings.filter(
      (finding) => finding.severity === severity && finding.accepted === undefined,
    ).length ?? 0;
  return {
    name: state.plan.name,
    errors: count('error'),
    warnings: count('warning'),
    view: viewOf(state, { finding: true, hop: true }),
  };
}
