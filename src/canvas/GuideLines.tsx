import { ViewportPortal } from '@xyflow/react';
import type { Box } from '#core/view';
import styles from './GuideLines.module.css';
import type { Guide } from './guides.ts';

/** Why a dragged card stops where it does, and where the originals of dragged copies stand. Only for eyes. */
export function GuideLines({ guides, left }: { guides: readonly Guide[]; left: readonly Box[] }) {
  if (guides.length === 0 && left.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles.svg} aria-hidden="true">
        {left.map(({ x, y, width, height }) => (
          <rect key={`${x} ${y}`} className={styles.left} x={x} y={y} width={width} height={height} rx={10} />
        ))}
        {guides.map(({ kind, from, to }) => (
          <g key={`${kind} ${from.x} ${from.y} ${to.x} ${to.y}`} className={styles[kind]}>
            <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
            {kind === 'gap' && <Ends from={from} to={to} />}
          </g>
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** Short strokes across both ends of a distance. */
function Ends({ from, to }: Pick<Guide, 'from' | 'to'>) {
  const [dx, dy] = from.y === to.y ? [0, 5] : [5, 0];
  return [from, to].map(({ x, y }) => (
    <line key={`${x} ${y}`} x1={x - dx} y1={y - dy} x2={x + dx} y2={y + dy} />
  ));
}
