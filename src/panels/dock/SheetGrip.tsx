import type { PointerEvent } from 'react';
import styles from './Dock.module.css';

/** On narrow screens the results are a sheet over the canvas, of one of three heights. */
export const SHEETS = ['low', 'half', 'full'] as const;
export type Sheet = (typeof SHEETS)[number];

const SHEET_NAME = { low: 'a third', half: 'half', full: 'all' } as const;

/** The sheet that is nearest to a height, of the space that it may take. */
export const nearestSheet = (height: number, space: number): Sheet =>
  height < space * 0.45 ? 'low' : height < space * 0.8 ? 'half' : 'full';

/** The grip of the sheet on narrow screens: pressed, it goes through the heights; dragged, it takes the nearest. */
export function SheetGrip({ sheet, onSheet }: { sheet: Sheet; onSheet: (sheet: Sheet) => void }) {
  const at = SHEETS.indexOf(sheet);
  const next = SHEETS[(at + 1) % SHEETS.length] ?? 'half';
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.parentElement?.getBoundingClientRect();
    const space = event.currentTarget.closest('section')?.parentElement?.clientHeight;
    if (box && space) onSheet(nearestSheet(box.bottom - event.clientY, space));
  };
  return (
    <button
      type="button"
      className={styles.grip}
      aria-label={`Height of the results: ${SHEET_NAME[sheet]} of the screen. Make it ${SHEET_NAME[next]}`}
      onClick={(event) => {
        // A drag ends in a click, too; keyboards and screen readers click without having dragged.
        if (event.detail === 0 || !event.currentTarget.dataset.dragged) onSheet(next);
        delete event.currentTarget.dataset.dragged;
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId) || Math.abs(event.movementY) < 1) return;
        event.currentTarget.dataset.dragged = 'yes';
        drag(event);
      }}
      onKeyDown={(event) => {
        const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        const to = by === undefined ? undefined : SHEETS[at + by];
        if (!to) return;
        event.preventDefault();
        onSheet(to);
      }}
    />
  );
}
