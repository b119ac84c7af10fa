import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useMemo, useRef, useState } from 'react';
import type { Reachability } from '#core';
import { classNames } from '../../ui/classNames.ts';
import { CellGlyph } from './CellGlyph.tsx';
import styles from './Reach.module.css';
import { cellText, type ReachCell, reachCell } from './reachCells.ts';
import type { ReachLine } from './reachLines.ts';

/** Row and column of the table; 0 is the row or column of the names. */
type Place = readonly [row: number, column: number];

const keyStep = (key: string, [row, column]: Place, last: number, all: boolean): Place | undefined => {
  switch (key) {
    case 'ArrowUp':
      return [row - 1, column];
    case 'ArrowDown':
      return [row + 1, column];
    case 'ArrowLeft':
      return [row, column - 1];
    case 'ArrowRight':
      return [row, column + 1];
    case 'Home':
      return all ? [0, 1] : [row, 0];
    case 'End':
      return all ? [last, last] : [row, last];
    default:
      return undefined;
  }
};

/** The matrix: who calls in rows, who is called in columns. One cell is in the tab order; arrow keys move to the others. */
export function ReachGrid({
  matrix,
  lines,
  played,
  onToggle,
  onPlay,
  onRead,
}: {
  matrix: Reachability;
  lines: readonly ReachLine[];
  /** The call that is shown on the canvas, as `from to` by places. */
  played: string | undefined;
  onToggle: (key: string) => void;
  onPlay: (cell: ReachCell) => void;
  /** Hears what the pointer or the focus is on, in words. */
  onRead: (text: string) => void;
}) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>([1, 1]);
  const cells = useMemo(
    () => lines.map((from) => lines.map((to) => reachCell(matrix, from.members, to.members))),
    [matrix, lines],
  );
  const last = lines.length;
  const row = Math.min(at[0], last);
  const column = Math.min(at[1], last);
  const text = ([r, c]: Place): string => {
    const from = lines[r - 1];
    const to = lines[c - 1];
    const cell = cells[r - 1]?.[c - 1];
    if (from && to && cell) return `${from.name} to ${to.name}: ${cellText(cell)}`;
    return (from ?? to)?.name ?? '';
  };
  const act = ([r, c]: Place) => {
    const cell = cells[r - 1]?.[c - 1];
    const line = r === 0 ? lines[c - 1] : c === 0 ? lines[r - 1] : undefined;
    if (line?.open !== undefined) onToggle(line.key);
    else if (cell?.call) onPlay(cell);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return;
    if (event.key === 'Enter' || event.key === ' ') act([row, column]);
    else {
      const next = keyStep(event.key, [row, column], last, event.ctrlKey || event.metaKey);
      if (!next) return;
      const [r, c] = next;
      if (r >= 0 && c >= 0 && r <= last && c <= last && r + c > 0)
        table.current?.querySelector<HTMLElement>(`[data-place="${r} ${c}"]`)?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place) act(place);
  };
  const tabIndex = (r: number, c: number) => (r === row && c === column ? 0 : -1);
  const name = (line: ReachLine) => (
    <span className={styles.name}>
      {line.open !== undefined &&
        (line.open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />)}
      <span className={styles.text}>{line.what ? line.name.slice(0, -line.what.length - 1) : line.name}</span>
      {line.what && <span className={styles.what}>{line.what}</span>}
    </span>
  );
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is read, a grid is moved in
      role="grid"
      aria-label="Who reaches whom"
      aria-readonly
      className={styles.grid}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        const place = placeOf(event.target);
        if (!place) return;
        setAt(place);
        onRead(text(place));
      }}
      onMouseOver={(event) => {
        const place = placeOf(event.target);
        if (place) onRead(text(place));
      }}
    >
      <thead>
        <tr>
          <td className={styles.corner}>
            from ↓ <span>to →</span>
          </td>
          {lines.map((line, c) => (
            <th
              key={line.key}
              scope="col"
              className={classNames(line.inside && styles.inside, line.open !== undefined && styles.site)}
              data-place={`0 ${c + 1}`}
              tabIndex={tabIndex(0, c + 1)}
              aria-expanded={line.open}
              title={line.name}
            >
              {name(line)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((from, r) => (
          <tr key={from.key} className={classNames(from.open !== undefined && styles.site)}>
            <th
              scope="row"
              className={classNames(from.inside && styles.inside)}
              data-place={`${r + 1} 0`}
              tabIndex={tabIndex(r + 1, 0)}
              aria-expanded={from.open}
              title={from.name}
            >
              {name(from)}
            </th>
            {lines.map((to, c) => {
              const cell = cells[r]?.[c];
              if (!cell) return null;
              const shown = cell.calls === 1 && cell.call?.join(' ') === played;
              return (
                <td
                  key={to.key}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid is focused
                  role="gridcell"
                  className={classNames(styles.cell, to.open !== undefined && styles.site)}
                  data-place={`${r + 1} ${c + 1}`}
                  data-state={cell.state}
                  tabIndex={tabIndex(r + 1, c + 1)}
                  aria-label={text([r + 1, c + 1])}
                  aria-selected={shown}
                >
                  <CellGlyph state={cell.state} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOf(target: EventTarget): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  const [row, column] = (cell?.dataset.place ?? '').split(' ').map(Number);
  return row === undefined || column === undefined ? undefined : [row, column];
}
