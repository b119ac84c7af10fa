import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import { type Box, union } from '#core/view';
import { clearance } from './wholePlan.ts';

/** Moves the view over the canvas. */
export interface View {
  /** Shows these boxes, clear of the controls and never larger than life; over so many milliseconds. */
  readonly show: (boxes: Iterable<Box>, duration?: number) => void;
  /**
   * Shows all of them as `show` does; on a phone, where they would be too small to read, as much of them around the middle
   * as can be read.
   */
  readonly look: (boxes: Iterable<Box>, middle: Box | undefined, duration?: number) => void;
}

/** On a view that is narrower than this a whole plan is too small to read, in pixels. */
export const NARROW = 600;
/** The smallest zoom at which cards can be read on a phone. */
const LEAST_READ = 0.65;

/** How near and far the view goes. */
export const ZOOM = { min: 0.02, max: 2 } as const;

/** Where to look is computed from where things stand, not from what is drawn: far away nothing is. */
export function useView(minimap: { readonly current: boolean }): View {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    /** Where all of them are seen. */
    const around = (boxes: Iterable<Box>) => {
      const bounds = union([...boxes]);
      const { width, height } = store.getState();
      if (!bounds || width === 0) return undefined;
      const viewport = getViewportForBounds(bounds, width, height, ZOOM.min, 1, clearance(minimap.current));
      return { bounds, viewport, width, height };
    };
    const show: View['show'] = (boxes, duration = 0) => {
      const found = around(boxes);
      if (found) void flow.setViewport(found.viewport, { duration });
    };
    return {
      show,
      look(boxes, middle, duration = 0) {
        const all = [...boxes];
        const found = around(all);
        if (!found || !middle || found.width >= NARROW || found.viewport.zoom >= LEAST_READ)
          return show(all, duration);
        const { bounds, width, height } = found;
        const at = (along: 'x' | 'y', size: 'width' | 'height', seen: number): number => {
          const half = seen / LEAST_READ / 2 - SHORE;
          const [from, to] = [bounds[along], bounds[along] + bounds[size]];
          // No more empty canvas beside the plan than around the whole of it.
          if (to - from <= 2 * half) return (from + to) / 2;
          return Math.min(Math.max(middle[along] + middle[size] / 2, from + half), to - half);
        };
        void flow.setCenter(at('x', 'width', width), at('y', 'height', height), {
          zoom: LEAST_READ,
          duration,
        });
      },
    };
  }, [flow, store, minimap]);
}

/** Empty canvas that is seen beyond the outermost cards, in its own pixels. */
const SHORE = 24;
