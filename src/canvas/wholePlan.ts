import type { FitViewOptions } from '@xyflow/react';

/** All of the plan in view, never larger than life, clear of the controls that lie over the canvas. */
export function wholePlan(): FitViewOptions {
  const narrow = window.innerWidth < 900;
  return {
    maxZoom: 1,
    padding: narrow ? { top: '24px', x: '16px', bottom: '64px' } : { top: '40px', x: '64px', bottom: '64px' },
  };
}
