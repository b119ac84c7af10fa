import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, renamePlan, run } from '#editor';
import styles from './Header.module.css';

/** The page's heading, and the place to change it. */
export function DesignName({ editor }: { editor: Editor }) {
  const name = useStore(editor.store, (s) => s.plan.name);
  const readOnly = useStore(editor.store, (s) => s.readOnly !== undefined);
  const [editing, setEditing] = useState(false);
  const over = useRef(false);
  if (!editing || readOnly) {
    return (
      <h1 className={styles.name}>
        <button
          type="button"
          title="Rename the design"
          disabled={readOnly}
          onClick={() => {
            over.current = false;
            setEditing(true);
          }}
        >
          {name}
        </button>
      </h1>
    );
  }
  const finish = (value: string | undefined): void => {
    // Enter ends the field, and its end blurs it: only the first counts.
    if (over.current) return;
    over.current = true;
    setEditing(false);
    if (value !== undefined) run(editor, renamePlan(value), 'quietly');
  };
  return (
    <h1 className={styles.name}>
      <input
        aria-label="Name of the design"
        defaultValue={name}
        maxLength={253}
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => finish(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(event.currentTarget.value);
          if (event.key === 'Escape') finish(undefined);
        }}
      />
    </h1>
  );
}
