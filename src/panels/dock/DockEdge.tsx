import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './Dock.module.css';

/** The heights that the results may take, in pixels. */
export const DOCK_HEIGHT = { least: 120, usual: 250, most: 640 } as const;

const within = (height: number): number =>
  Math.min(DOCK_HEIGHT.most, Math.max(DOCK_HEIGHT.least, Math.round(height)));

/** The upper edge of the results: dragged, or moved by arrow keys. */
export function DockEdge({ height, onHeight }: { height: number; onHeight: (height: number) => void }) {
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: 20, ArrowDown: -20 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onHeight(within(height + by));
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const bottom = event.currentTarget.parentElement?.getBoundingClientRect().bottom;
    if (bottom !== undefined) onHeight(within(bottom - event.clientY));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is a separator, not an hr
    <div
      className={styles.edge}
      role="separator"
      tabIndex={0}
      aria-label="Height of the results"
      aria-orientation="horizontal"
      aria-valuemin={DOCK_HEIGHT.least}
      aria-valuemax={DOCK_HEIGHT.most}
      aria-valuenow={height}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  );
}
