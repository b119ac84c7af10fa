import { CircleCheck, Info, Minus, OctagonAlert, OctagonX, TriangleAlert } from 'lucide-react';
import type { Disposition, Severity } from '#core';
import { classNames } from './classNames.ts';
import styles from './controls.module.css';

const SEVERITY_ICON = { error: OctagonAlert, warning: TriangleAlert, info: Info };

/** Octagon for an error, triangle for a warning, circle for information: the shape says it without the colour. */
export function SeverityGlyph({ severity, size = 16 }: { severity: Severity; size?: number }) {
  const Icon = SEVERITY_ICON[severity];
  return <Icon size={size} className={styles[severity]} role="img" aria-label={severity} />;
}

/** The word of a disposition with its sign: a check in a circle for delivered, an X in an octagon for every loss. */
export function VerdictBadge({ disposition, prefix }: { disposition: Disposition; prefix?: string }) {
  const delivered = disposition === 'delivered';
  const Icon = delivered ? CircleCheck : OctagonX;
  return (
    <span className={classNames(styles.badge, delivered ? styles.ok : styles.error)}>
      <Icon size={16} aria-hidden />
      <span>
        {prefix ? `${prefix} ` : ''}
        {disposition}
      </span>
    </span>
  );
}

/** Where there is nothing to judge, and why. */
export function NoVerdict({ children }: { children: string }) {
  return (
    <span className={classNames(styles.badge, styles.muted)}>
      <Minus size={16} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
