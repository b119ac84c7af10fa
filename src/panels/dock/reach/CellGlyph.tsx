import { Check, Contrast, Minus, Undo2, X } from 'lucide-react';
import { classNames } from '../../ui/classNames.ts';
import styles from './Reach.module.css';
import type { CellState } from './reachCells.ts';

const ICONS = { delivered: Check, request: X, reply: Undo2, mixed: Contrast, none: Minus } as const;

/** The sign of a cell: each state has a shape of its own, the colour only helps. */
export function CellGlyph({ state }: { state: CellState }) {
  const Icon = ICONS[state];
  return (
    <Icon size={14} strokeWidth={2.25} className={classNames(styles.glyph, styles[state])} aria-hidden />
  );
}
