import type { NodeProps } from '@xyflow/react';
import { MapPin } from 'lucide-react';
import { memo } from 'react';
import type { FrameNode } from '../graph.ts';
import { FRAME_TITLE } from '../toGraph.ts';
import { CardTitle } from './CardTitle.tsx';
import styles from './Frame.module.css';
import { LockGlyph } from './LockGlyph.tsx';

/** A site: the box around its members, and the title that it is dragged by. */
export const FrameView = memo(({ data: { frame, locked }, selected }: NodeProps<FrameNode>) => (
  <div className={styles.frame} data-selected={selected}>
    <div className={`${styles.title} ${FRAME_TITLE}`} title="Drag to move the whole site">
      <MapPin size={14} aria-hidden />
      <CardTitle id={frame.id} name={frame.name || frame.id} />
      {locked && <LockGlyph />}
    </div>
  </div>
));
FrameView.displayName = 'FrameView';
