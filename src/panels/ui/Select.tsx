import { useId } from 'react';
import { classNames } from './classNames.ts';
import styles from './controls.module.css';

export interface Option<V extends string> {
  readonly value: V;
  readonly text: string;
}

/** The browser's own select: it works by keyboard, touch and screen reader everywhere. */
export function Select<V extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel,
  mono,
  disabled,
}: {
  label: string;
  value: V;
  options: readonly Option<V>[];
  onChange: (value: V) => void;
  hideLabel?: boolean;
  mono?: boolean;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      {!hideLabel && (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      )}
      <select
        id={id}
        className={classNames(styles.select, mono && styles.mono)}
        aria-label={hideLabel ? label : undefined}
        title={hideLabel ? label : undefined}
        disabled={disabled}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
