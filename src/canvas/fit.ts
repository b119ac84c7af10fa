import type { FitViewOptions } from '@xyflow/react';

/** All of the plan in view, never larger than life. */
export const FIT: FitViewOptions = { padding: 0.12, maxZoom: 1 };
