import type { FitViewOptions } from '@xyflow/react';

/** Room that the controls over the canvas take, by side; the minimap stands at the lower right. */
export function clearance(minimap = false): NonNullable<FitViewOptions['padding']> {
  const narrow = window.innerWidth < 900;
  return narrow
    ? { top: '56px', x: '16px', bottom: '64px' }
    : { top: '56px', x: '64px', bottom: minimap ? '156px' : '64px' };
}

/** All of the plan in view, never larger than life, clear of the controls that lie over the canvas. */
export const wholePlan = (): FitViewOptions => ({ maxZoom: 1, padding: clearance() });
