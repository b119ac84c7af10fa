import { ViewportPortal } from '@xyflow/react';
import { useStore } from 'zustand';
import { type Finding, formatPrefix, prefixSize } from '#core';
import { floatingLine } from '#core/view';
import type { Editor, Point } from '#editor';
import { useBoxes } from './edges/useBoxes.ts';
import styles from './OverlapLines.module.css';

/** Between the owners of two ranges that collide, while their finding is selected: a line with the exact common block. */
export function OverlapLines({ editor }: { editor: Editor }) {
  const selected = useStore(editor.store, (s) => s.finding);
  const finding = useStore(editor.store, (s) =>
    s.analysis.judgement?.findings.find((candidate) => candidate.id === selected),
  );
  const [a, b] = finding?.entities ?? [];
  if (!finding?.overlap || a === undefined || b === undefined) return null;
  return <OverlapLine finding={finding} a={a} b={b} />;
}

function OverlapLine({ finding, a, b }: { finding: Finding; a: string; b: string }) {
  const boxes = useBoxes(a, b);
  if (!boxes || !finding.overlap) return null;
  // Bent aside, so that it is not taken for a link that may be there as well.
  const { start, end, bend } = floatingLine(...boxes, BEND);
  const control = { x: 2 * bend.x - (start.x + end.x) / 2, y: 2 * bend.y - (start.y + end.y) / 2 };
  const path = `M ${start.x} ${start.y} Q ${control.x} ${control.y} ${end.x} ${end.y}`;
  // Not in the middle, where the labels of links stand.
  const label = along(start, control, end, 0.3);
  const size = prefixSize(finding.overlap);
  const count = size === 1n ? '1 address' : `${size.toLocaleString('en')} addresses`;
  return (
    <ViewportPortal>
      <svg className={styles.svg} aria-hidden="true">
        <path d={path} className={styles.line} data-severity={finding.severity} />
      </svg>
      <div
        className={styles.label}
        data-words
        data-severity={finding.severity}
        style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
      >
        common: <b>{formatPrefix(finding.overlap)}</b> ({count})
      </div>
    </ViewportPortal>
  );
}

const BEND = 48;

/** The point of a quadratic curve at a part of its way, 0 to 1. */
const along = (a: Point, control: Point, b: Point, t: number): Point => ({
  x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * control.x + t ** 2 * b.x,
  y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * control.y + t ** 2 * b.y,
});
