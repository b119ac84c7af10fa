import type { Finding, PlanEdit, PropertyPath } from '#core';
import type { Editor } from '#editor';
import { changeChecked } from '../changeChecked.ts';
import { useEditor } from '../useEditor.ts';
import { findingsAt, type MarkedField } from './marks.ts';
import { type Target, valueAt } from './target.ts';

/** What every field of a form needs: the editor, the entity it edits, and what people call that. */
export interface Scope {
  readonly editor: Editor;
  readonly target: Target;
  readonly title: string;
}

const NONE: readonly Finding[] = [];

/** One property as the plan has it now; the component renders again when it changes. */
export const useValue = (scope: Scope, path: PropertyPath): unknown =>
  useEditor(scope.editor, (state) => valueAt(state.plan, scope.target, path));

/** Changes the target as a history entry of its own, if a plan comes of it. */
export const change = (scope: Scope, name: string, edits: readonly PlanEdit[]): string | undefined =>
  changeChecked(scope.editor, `${name} of ${scope.title}`, edits);

/** Findings of the last judgement that touch a field of this entity. */
export function useMarks(scope: Scope, field: MarkedField | undefined, text?: string): readonly Finding[] {
  const findings = useEditor(scope.editor, (state) => state.analysis.judgement?.findings) ?? NONE;
  if (!field || scope.target.kind === 'plan') return NONE;
  return findingsAt(findings, scope.target.id, field, text);
}

export const keyOf = ({ target }: Scope, path: PropertyPath): string =>
  `${target.kind === 'plan' ? 'plan' : `${target.collection}/${target.id}`}/${path.join('/')}`;

/** The label of a field within a sentence: `Number of nodes` //=> `number of nodes`; `MTU` stays. */
export const inSentence = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
