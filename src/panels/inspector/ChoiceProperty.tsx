import { useId, useState } from 'react';
import type { PlanEdit, PropertyPath } from '#core';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { FieldNotes } from './FieldFrame.tsx';
import type { MarkedField } from './marks.ts';
import { change, inSentence, type Scope, useMarks, useValue } from './scope.ts';
import { placeOf, problemFor, problemsAfter, setEdit } from './target.ts';

export interface Choice {
  /** What the plan holds; undefined: the property is absent. */
  readonly value: string | number | undefined;
  readonly text: string;
}

/** A property that is one of a few values. A choice that makes no plan is refused with the reason beside it. */
export function ChoiceProperty({
  scope,
  path,
  label,
  choices,
  absent,
  mono,
  mark,
  kindOf = (value) => value,
  editsFor,
  facts,
}: {
  scope: Scope;
  path: PropertyPath;
  label: string;
  choices: readonly Choice[];
  /** The value that an absent property means. */
  absent?: string | number;
  mono?: boolean;
  mark?: MarkedField;
  /** The choice that a value of the plan falls under, where it is not the value itself. */
  kindOf?: (value: unknown) => unknown;
  /** The edits of a choice, where it is more than setting the property. */
  editsFor?: (value: string | number | undefined) => readonly PlanEdit[];
  facts?: string | undefined;
}) {
  const id = useId();
  const value = kindOf(useValue(scope, path) ?? absent);
  const marks = useMarks(scope, mark);
  const [refused, setRefused] = useState<{ readonly problem: string; readonly over: unknown }>();
  const index = choices.findIndex((choice) => choice.value === value);
  const problem = refused && refused.over === value ? refused.problem : undefined;
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    const edits = editsFor?.(choice.value) ?? [setEdit(scope.target, path, choice.value)];
    const { plan } = scope.editor.store.getState();
    const why = problemFor(problemsAfter(plan, edits), placeOf(plan, scope.target, path));
    setRefused(why === undefined ? undefined : { problem: `${choice.text}: ${why}`, over: value });
    if (why === undefined) change(scope, `Change ${inSentence(label)}`, edits);
  };
  return (
    <div className={controls.field}>
      <label className={controls.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={classNames(
          controls.select,
          mono && controls.mono,
          problem !== undefined && controls.invalid,
        )}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-notes`}
        value={index}
        onChange={(event) => choose(choices[Number(event.target.value)])}
      >
        {index < 0 && <option value={-1}>{String(value ?? '')}</option>}
        {choices.map((choice, n) => (
          <option key={choice.value ?? ''} value={n}>
            {choice.text}
          </option>
        ))}
      </select>
      <FieldNotes id={`${id}-notes`} problem={problem} marks={marks} facts={facts} editor={scope.editor} />
    </div>
  );
}

/** A property that is true or, absent, false. */
export function SwitchProperty({
  scope,
  path,
  label,
  facts,
  absent = false,
  mark,
  checked,
  onChange,
}: {
  scope: Scope;
  path: PropertyPath;
  label: string;
  facts?: string;
  absent?: boolean;
  mark?: MarkedField;
  /** For a switch that stands for more than its property. */
  checked?: boolean;
  onChange?: (checked: boolean) => void;
}) {
  const id = useId();
  const value = useValue(scope, path) ?? absent;
  const marks = useMarks(scope, mark);
  const set = (next: boolean) =>
    change(scope, `Change “${label}”`, [setEdit(scope.target, path, next === absent ? undefined : next)]);
  return (
    <div className={controls.field}>
      <label className={controls.check}>
        <input
          type="checkbox"
          checked={checked ?? value === true}
          aria-describedby={`${id}-notes`}
          onChange={(event) => (onChange ?? set)(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <FieldNotes id={`${id}-notes`} marks={marks} facts={facts} editor={scope.editor} />
    </div>
  );
}
