import { PencilLine } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PropertyPath } from '#core';
import { Button, IconButton } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { Markdown } from '../ui/Markdown.tsx';
import { useReadOnly } from '../useEditor.ts';
import styles from './Inspector.module.css';
import { type Scope, useValue } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';

/** A text of Markdown: read as it is meant, edited as it is written. */
export function NotesProperty({
  scope,
  path,
  label,
  required = false,
}: {
  scope: Scope;
  path: PropertyPath;
  label: string;
  required?: boolean;
}) {
  const value = useValue(scope, path);
  const text = typeof value === 'string' ? value : '';
  const [editing, setEditing] = useState(false);
  const readOnly = useReadOnly(scope.editor);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (editing) box.current?.querySelector('textarea')?.focus();
  }, [editing]);
  if (editing && !readOnly)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: leaving the field ends editing it
      <div
        ref={box}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setEditing(false);
        }}
      >
        <TextProperty
          scope={scope}
          path={path}
          label={label}
          placeholder="Markdown"
          area
          required={required}
        />
      </div>
    );
  return (
    <section className={styles.notesText} aria-label={label}>
      <header className={styles.notesHead}>
        <span className={controls.label}>{label}</span>
        {text !== '' && !readOnly && (
          <IconButton label={`Edit ${label.toLowerCase()}`} onClick={() => setEditing(true)}>
            <PencilLine size={14} aria-hidden />
          </IconButton>
        )}
      </header>
      {text !== '' ? (
        <Markdown text={text} />
      ) : (
        <Button look="quiet" className={styles.add} disabled={readOnly} onClick={() => setEditing(true)}>
          <PencilLine size={14} aria-hidden /> Write {label.toLowerCase()}
        </Button>
      )}
    </section>
  );
}
