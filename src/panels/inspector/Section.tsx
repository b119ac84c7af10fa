import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import styles from './Inspector.module.css';

/** A named group of fields. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={styles.section}>
      <legend className={styles.sectionTitle}>{title}</legend>
      {children}
    </fieldset>
  );
}

/** A list of things with several properties each: every one folds, can be removed, and one can be added. */
export function Entries({
  title,
  items,
  add,
  onAdd,
  onRemove,
  children,
}: {
  title: string;
  /** What each entry is called. */
  items: readonly string[];
  /** Names the button: `Add workload`. */
  add?: string;
  onAdd?: () => void;
  onRemove: (index: number) => void;
  children: (index: number) => ReactNode;
}) {
  if (items.length === 0 && !onAdd) return null;
  return (
    <Section title={title}>
      {items.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list
        <details key={index} className={styles.entry}>
          <summary className={styles.entryTitle}>
            <span className={styles.entryName}>{name}</span>
            <IconButton
              label={`Remove ${name}`}
              onClick={(event) => {
                event.preventDefault();
                onRemove(index);
              }}
            >
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </summary>
          <div className={styles.entryFields}>{children(index)}</div>
        </details>
      ))}
      {add && onAdd && (
        <Button look="quiet" className={styles.add} onClick={onAdd}>
          <Plus size={14} aria-hidden /> {add}
        </Button>
      )}
    </Section>
  );
}
