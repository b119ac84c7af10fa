import { Check, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Plan, PlanEdit } from '#core';
import { changeLines } from '../changeLines.ts';
import { Button } from './Button.tsx';
import styles from './ChangePreview.module.css';

/** What edits would change, line by line, before anybody takes them. */
export function ChangePreview({
  title,
  plan,
  edits,
  apply = 'Apply',
  onApply,
  onCancel,
  children,
}: {
  title: string;
  plan: Plan;
  edits: readonly PlanEdit[];
  /** Names the button that carries them out. */
  apply?: string;
  onApply: () => void;
  onCancel: () => void;
  children?: ReactNode;
}) {
  const section = useRef<HTMLElement>(null);
  // Whoever asked for the preview goes on at its button, and sees the whole question, not the button alone.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
    section.current?.querySelector<HTMLElement>('[data-apply]')?.focus({ preventScroll: true });
  }, []);
  return (
    <section
      ref={section}
      className={styles.preview}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <p className={styles.title}>{title}</p>
      {children}
      <ChangeList plan={plan} edits={edits} />
      <div className={styles.buttons}>
        <Button look="primary" data-apply onClick={onApply}>
          <Check size={14} aria-hidden /> {apply}
        </Button>
        <Button onClick={onCancel}>
          <X size={14} aria-hidden /> Cancel
        </Button>
      </div>
    </section>
  );
}

function ChangeList({ plan, edits }: { plan: Plan; edits: readonly PlanEdit[] }) {
  const lines = changeLines(plan, edits);
  return (
    <ul className={styles.lines} aria-label="What changes">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <li key={index}>
          <span className={styles.where}>{line.where}</span>{' '}
          {line.before !== undefined && <del className={styles.before}>{line.before}</del>}{' '}
          {line.after !== undefined ? (
            <ins className={styles.after}>{line.after}</ins>
          ) : (
            <span className={styles.where}>goes</span>
          )}
        </li>
      ))}
    </ul>
  );
}
