import { LockKeyhole } from 'lucide-react';
import styles from './Card.module.css';

/** Says that a thing is held where it is. */
export function LockGlyph() {
  return (
    <span
      className={styles.lock}
      role="img"
      aria-label="locked"
      title="Locked: it is not moved, edited or deleted here. Shift+L unlocks it."
    >
      <LockKeyhole size={12} aria-hidden />
    </span>
  );
}
