import { ChevronDown, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { ShowMore, useShown } from '../ui/ShowMore.tsx';
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
  const { shown, more, left } = useShown(items);
  if (items.length === 0 && !onAdd) return null;
  return (
    <Section title={title}>
      {shown.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list
        <Entry key={index} name={name} onRemove={() => onRemove(index)}>
          {() => children(index)}
        </Entry>
      ))}
      <ShowMore more={more} left={left} />
      {add && onAdd && (
        <Button look="quiet" className={styles.add} onClick={onAdd}>
          <Plus size={14} aria-hidden /> {add}
        </Button>
      )}
    </Section>
  );
}

/** One entry. Its fields are made when it is opened: a plan may have thousands of entries. */
function Entry({
  name,
  onRemove,
  children,
}: {
  name: string;
  onRemove: () => void;
  children: () => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.entry}>
      <div className={styles.entryHead}>
        <button
          type="button"
          className={styles.entryTitle}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          <span className={styles.entryName}>{name}</span>
        </button>
        <IconButton label={`Remove ${name}`} onClick={onRemove}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
      {open && <div className={styles.entryFields}>{children()}</div>}
    </div>
  );
}
