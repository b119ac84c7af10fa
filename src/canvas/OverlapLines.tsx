import { EdgeLabelRenderer, ViewportPortal } from '@xyflow/react';
import { useStore } from 'zustand';
import { type Finding, formatPrefix, prefixSize } from '#core';
import type { Editor } from '#editor';
import { useBoxes } from './edges/useBoxes.ts';
import { floatingPath } from './floatingEdge.ts';
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
  const { path, label } = floatingPath(...boxes, 48);
  const size = prefixSize(finding.overlap);
  const count = size === 1n ? '1 address' : `${size.toLocaleString('en')} addresses`;
  return (
    <>
      <ViewportPortal>
        <svg className={styles.svg} aria-hidden="true">
          <path d={path} className={styles.line} data-severity={finding.severity} />
        </svg>
      </ViewportPortal>
      <EdgeLabelRenderer>
        <div
          className={styles.label}
          data-severity={finding.severity}
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
        >
          common: <b>{formatPrefix(finding.overlap)}</b> ({count})
        </div>
      </EdgeLabelRenderer>
    </>
  );
}
