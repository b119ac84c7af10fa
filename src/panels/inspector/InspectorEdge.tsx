import { useLayoutEffect } from 'react';
import { useRememberedSize } from '../remembered.ts';
import { ResizeEdge } from '../ui/ResizeEdge.tsx';
import styles from './Inspector.module.css';

/** How wide the inspector may be, in pixels. */
const WIDTH = { least: 260, usual: 320, most: 640 } as const;
/** The page's grid reads the width from here. */
const PROPERTY = '--inspector-width';

/** The side of the inspector that is dragged, or moved by arrow keys; its place is found again next time. */
export function InspectorEdge() {
  const [width, setWidth] = useRememberedSize('inspectorWidth', WIDTH);
  useLayoutEffect(() => {
    document.documentElement.style.setProperty(PROPERTY, `${width}px`);
  }, [width]);
  return (
    <div className={styles.edgeHolder}>
      <ResizeEdge
        label="Width of the inspector"
        className={styles.edge}
        side="left"
        size={width}
        range={WIDTH}
        onSize={setWidth}
      />
    </div>
  );
}
