import { type KeyboardEvent, useEffect, useRef } from 'react';
import styles from './Note.module.css';

/**
 * The text of a note while it is written: Enter begins a new line; Ctrl+Enter, Escape and a click elsewhere keep what was
 * written.
 */
export function NoteField({ text, onDone }: { text: string; onDone: (text: string | undefined) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (next: string): void => {
    if (done.current) return;
    done.current = true;
    onDone(next === text ? undefined : next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
    if (!ends) return;
    event.preventDefault();
    finish(event.currentTarget.value);
  };
  return (
    <textarea
      ref={field}
      className={`${styles.field} nodrag nopan nowheel`}
      defaultValue={text}
      rows={Math.max(2, text.split('\n').length)}
      aria-label="Text of the note"
      placeholder="Write a note"
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
