import type { CSSProperties } from 'react';
import type { Editor } from '#editor';
import { useRememberedSize } from '../remembered.ts';
import { lazily } from '../ui/lazily.tsx';
import { useEditor } from '../useEditor.ts';
import styles from './Dock.module.css';
import { DOCK_HEIGHT } from './dockHeight.ts';

interface DockProps {
  readonly editor: Editor;
}

/** The results, which come right after the canvas; their place is kept, so that the canvas does not jump. */
export const Dock = lazily<DockProps>(async () => (await import('./Dock.tsx')).Dock, Place);

function Place({ editor }: DockProps) {
  const empty = useEditor(editor, ({ plan }) =>
    [plan.clusters, plan.routers, plan.hosts].every((list) => !list || list.length === 0),
  );
  const [height] = useRememberedSize('dockHeight', DOCK_HEIGHT);
  return (
    <div
      className={styles.dock}
      style={{ '--dock-height': `${height}px` } as CSSProperties}
      data-closed={empty || undefined}
      data-sheet="half"
    >
      <div className={styles.bar} />
    </div>
  );
}
