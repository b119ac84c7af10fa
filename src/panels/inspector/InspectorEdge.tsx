import { type KeyboardEvent, type PointerEvent, useLayoutEffect } from 'react';
import { useRememberedSize } from '../remembered.ts';
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
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 20, ArrowRight: -20 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setWidth(width + by);
  };
  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const right = event.currentTarget.closest('aside')?.getBoundingClientRect().right;
    if (right !== undefined) setWidth(right - event.clientX);
  };
  return (
    <div className={styles.edgeHolder}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is a separator, not an hr */}
      <div
        className={styles.edge}
        role="separator"
        tabIndex={0}
        aria-label="Width of the inspector"
        aria-orientation="vertical"
        aria-valuemin={WIDTH.least}
        aria-valuemax={WIDTH.most}
        aria-valuenow={width}
        onKeyDown={press}
        onDoubleClick={() => setWidth(WIDTH.usual)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
    </div>
  );
}
