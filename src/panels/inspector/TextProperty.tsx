import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { PropertyPath } from '#core';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { controlClass, FieldNotes } from './FieldFrame.tsx';
import type { MarkedField } from './marks.ts';
import { inSentence, keyOf, type Scope, useMarks } from './scope.ts';
import { placeOf, setEdit, valueAt } from './target.ts';
import { type Binding, useDraft } from './useDraft.ts';

interface TextPropertyProps {
  readonly scope: Scope;
  readonly path: PropertyPath;
  readonly label: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
  readonly area?: boolean;
  /** An empty text is written as such; else it deletes the property. */
  readonly required?: boolean;
  readonly facts?: ReactNode;
  readonly mark?: MarkedField;
  readonly when?: 'live' | 'at end';
  readonly numeric?: boolean;
}

/** A property that is a text or a number, edited while it is typed. */
export function TextProperty(props: TextPropertyProps) {
  const { scope, path, label, required = false, numeric = false } = props;
  const binding: Binding = {
    textOf: (plan) => {
      const value = valueAt(plan, scope.target, path);
      return value === undefined ? '' : String(value);
    },
    editsFor: (text) => {
      const value = numeric ? numberOf(text) : text === '' && !required ? undefined : text;
      if (typeof value === 'string' && numeric) return value;
      return [setEdit(scope.target, path, value)];
    },
    placeOf: (plan) => placeOf(plan, scope.target, path),
    label: `Change ${inSentence(label)} of ${scope.title}`,
    key: keyOf(scope, path),
  };
  return <BoundText {...props} binding={binding} />;
}

/** A number, no value where the text is empty, or the sentence why it is neither. */
function numberOf(text: string): number | string | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : 'must be a whole number';
}

/** A labelled text field on any binding. */
export function BoundText({
  scope,
  binding,
  label,
  placeholder,
  mono = false,
  area = false,
  facts,
  mark,
  when = 'live',
  numeric = false,
  fix,
  steps,
  extra,
  onCommitted,
  hideLabel = false,
}: Omit<TextPropertyProps, 'path'> & {
  readonly binding: Binding;
  /** For rows under a legend that says the same. */
  readonly hideLabel?: boolean;
  /** Told every text that went into the plan. */
  readonly onCommitted?: (text: string) => void;
  /** Offers another text for one that is refused. */
  readonly fix?: (text: string) => string | undefined;
  /** What the arrow keys up and down make of the text. */
  readonly steps?: (text: string, by: 1 | -1) => string | undefined;
  /** Stands below while the field or what is below it has the focus. */
  readonly extra?: (text: string, write: (text: string) => void) => ReactNode;
}) {
  const id = useId();
  const draft = useDraft(scope.editor, binding, when, onCommitted);
  const marks = useMarks(scope, mark, mark && draft.text.includes('/') ? draft.text : undefined);
  const [focused, setFocused] = useState(false);
  const remedy = draft.problem === undefined ? undefined : fix?.(draft.text);
  const shared = {
    id,
    value: draft.text,
    placeholder,
    // The outline gives the focus to the field of a range by this.
    'data-field': binding.key,
    'aria-invalid': draft.problem !== undefined || undefined,
    'aria-describedby': `${id}-notes`,
    onFocus: draft.onFocus,
    onBlur: draft.onBlur,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
      const next = by && !event.altKey && !event.ctrlKey && !event.metaKey && steps?.(draft.text, by);
      if (!next) return draft.onKeyDown(event);
      event.preventDefault();
      draft.onText(next);
    },
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where the focus is
    <div
      className={controls.field}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <label className={classNames(controls.label, hideLabel && controls.hidden)} htmlFor={id}>
        {label}
      </label>
      {area ? (
        <textarea
          {...shared}
          className={classNames(controls.area, draft.problem !== undefined && controls.invalid)}
          onChange={(event) => draft.onText(event.target.value)}
        />
      ) : (
        <input
          {...shared}
          className={controlClass(draft.problem, marks, mono || numeric)}
          inputMode={numeric ? 'numeric' : undefined}
          spellCheck={mono ? false : undefined}
          autoCapitalize={mono ? 'off' : undefined}
          onChange={(event) => draft.onText(event.target.value)}
        />
      )}
      <FieldNotes
        id={`${id}-notes`}
        problem={draft.problem}
        marks={marks}
        facts={facts}
        editor={scope.editor}
        fix={remedy && <Button onClick={() => draft.onText(remedy)}>Use {remedy}</Button>}
      />
      {focused && extra?.(draft.text, draft.onText)}
    </div>
  );
}
