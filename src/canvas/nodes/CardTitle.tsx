import { type KeyboardEvent, useContext, useEffect, useRef } from 'react';
import { CanvasContext } from '../CanvasContext.ts';
import styles from './Card.module.css';

/** The name of a thing; a text field while it is being renamed. Enter keeps the new name, Escape the old one. */
export function CardTitle({ id, name }: { id: string; name: string }) {
  const { renaming, rename, endRename } = useContext(CanvasContext);
  if (renaming !== id)
    return (
      <span className={styles.title} title={name}>
        {name}
      </span>
    );
  return <NameField name={name} onDone={(next) => (next === undefined ? endRename(id) : rename(id, next))} />;
}

function NameField({ name, onDone }: { name: string; onDone: (next: string | undefined) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = (next: string | undefined): void => {
    if (done.current) return;
    done.current = true;
    onDone(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') finish(event.currentTarget.value);
    if (event.key === 'Escape') finish(undefined);
  };
  return (
    <input
      ref={field}
      className={`${styles.nameField} nodrag nopan`}
      defaultValue={name}
      maxLength={253}
      aria-label={`New name for ${name}`}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}
