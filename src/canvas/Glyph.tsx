import { Info, OctagonX, TriangleAlert } from 'lucide-react';
import type { Severity } from '#core';
import type { Mark } from '#core/view';
import styles from './Glyph.module.css';

const GLYPHS = { error: OctagonX, warning: TriangleAlert, info: Info } as const;

/** A severity as shape, colour and word, with the number of findings when there is more than one. */
export function MarkBadge({ mark }: { mark: Mark | undefined }) {
  if (!mark) return null;
  const Icon = GLYPHS[mark.severity];
  const words = `${mark.count} ${mark.count === 1 ? 'finding' : 'findings'}, worst: ${mark.severity}`;
  return (
    <span className={`${styles.badge} ${styles[mark.severity]}`} role="img" aria-label={words} title={words}>
      <Icon size={15} aria-hidden />
      {mark.count > 1 && <span aria-hidden>{mark.count}</span>}
    </span>
  );
}

export function SeverityIcon({ severity, size = 13 }: { severity: Severity; size?: number }) {
  const Icon = GLYPHS[severity];
  return <Icon size={size} className={styles[severity]} aria-hidden />;
}
