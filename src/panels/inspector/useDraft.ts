import { type KeyboardEvent, useRef, useState } from 'react';
import type { Plan, PlanEdit } from '#core';
import type { Editor } from '#editor';
import { useEditor } from '../useEditor.ts';
import { problemFor, problemsAfter } from './target.ts';

/** What a text field needs to know of the property behind it. */
export interface Binding {
  /** The property as text; empty where it is absent. */
  readonly textOf: (plan: Plan) => string;
  /** The edits that a text means, or the sentence why it means none. */
  readonly editsFor: (text: string, plan: Plan) => readonly PlanEdit[] | string;
  /** The edits that take back a text typed where nothing was; absent: the empty text means them. */
  readonly emptied?: (plan: Plan) => readonly PlanEdit[];
  /** Where the property stands in the document, to choose the problem that is its own. */
  readonly placeOf: (plan: Plan) => string;
  /** Names the change in the history: `Change MTU of London`. */
  readonly label: string;
  /** Names what a burst of typing merges into; unique per property. */
  readonly key: string;
}

export interface Draft {
  readonly text: string;
  readonly problem: string | undefined;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onText: (text: string) => void;
}

interface Typed {
  readonly text: string;
  readonly problem: string | undefined;
  /** The property's text when this was typed: when the plan says something else since, the plan is right. */
  readonly over: string;
}

/**
 * A field that edits the plan while it is typed in. Text that makes a valid plan is applied at once, one history
 * entry a burst; other text stays in the field with its reason, and the plan keeps its last valid value. Enter
 * ends the burst, Esc takes it back. `when` says when valid text is applied: names that others refer to wait for
 * the end.
 */
export function useDraft(
  editor: Editor,
  binding: Binding,
  when: 'live' | 'at end' = 'live',
  onCommitted?: (text: string) => void,
): Draft {
  const planText = useEditor(editor, (state) => binding.textOf(state.plan));
  const [typed, setTyped] = useState<Typed>();
  const burst = useRef({ number: 0, start: planText });
  const current = typed && typed.over === planText ? typed : undefined;

  /** Takes a text over, if it makes a plan; else the sentence why it does not. */
  const take = (text: string, edits: readonly PlanEdit[] | string): string | undefined => {
    const { plan } = editor.store.getState();
    if (typeof edits === 'string') return edits;
    const problem = problemFor(problemsAfter(plan, edits), binding.placeOf(plan));
    if (problem !== undefined) return problem;
    editor.change(binding.label, edits, { merge: `${binding.key} ${burst.current.number}` });
    onCommitted?.(text);
    return undefined;
  };
  const check = (text: string): string | undefined => {
    const { plan } = editor.store.getState();
    const edits = binding.editsFor(text, plan);
    return typeof edits === 'string' ? edits : problemFor(problemsAfter(plan, edits), binding.placeOf(plan));
  };
  const onText = (text: string) => {
    const { plan } = editor.store.getState();
    const problem =
      when === 'live' && text !== binding.textOf(plan)
        ? take(text, binding.editsFor(text, plan))
        : check(text);
    setTyped({ text, problem, over: binding.textOf(editor.store.getState().plan) });
  };
  const end = (): void => {
    if (!current || current.problem !== undefined) return;
    const { plan } = editor.store.getState();
    const late = when === 'at end' && current.text !== planText;
    const problem = late ? take(current.text, binding.editsFor(current.text, plan)) : undefined;
    setTyped(problem === undefined ? undefined : { ...current, problem });
  };
  const revert = (): void => {
    const { start } = burst.current;
    const { plan } = editor.store.getState();
    setTyped(undefined);
    if (when === 'at end' || planText === start) return;
    take(start, start === '' && binding.emptied ? binding.emptied(plan) : binding.editsFor(start, plan));
  };
  return {
    text: current?.text ?? planText,
    problem: current?.problem,
    onText,
    onFocus: () => {
      burst.current = { number: burst.current.number + 1, start: planText };
    },
    onBlur: end,
    onKeyDown: (event) => {
      if (event.key === 'Enter' && !(event.target instanceof HTMLTextAreaElement)) {
        event.preventDefault();
        end();
        burst.current = { number: burst.current.number + 1, start: current?.text ?? planText };
      }
      if (event.key === 'Escape' && (current || planText !== burst.current.start)) {
        event.preventDefault();
        event.stopPropagation();
        revert();
      }
    },
  };
}
