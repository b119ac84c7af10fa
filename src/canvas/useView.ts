import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { type Box, union } from '#core/view';
import { clearance } from './wholePlan.ts';

/** Moves the view over the canvas. */
export interface View {
  /** Shows these boxes, clear of the controls and never larger than life; over so many milliseconds. */
  readonly show: (boxes: Iterable<Box>, duration?: number) => void;
}

/** How near and far the view goes. */
export const ZOOM = { min: 0.02, max: 2 } as const;

/** Where to look is computed from where things stand, not from what is drawn: far away nothing is. */
export function useView(minimap: { readonly current: boolean }): View {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(
    () => ({
      show(boxes, duration = 0) {
        const bounds = union([...boxes]);
        const { width, height } = store.getState();
        if (!bounds || width === 0) return;
        const viewport = getViewportForBounds(bounds, width, height, ZOOM.min, 1, clearance(minimap.current));
        void flow.setViewport(viewport, { duration });
      },
    }),
    [flow, store, minimap],
  );
}
