import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Box } from '#core/view';
import type { CanvasEdge, CanvasNode } from './graph.ts';
import { GLIDE_MS, glideTime } from './useGlide.ts';
import { NARROW, type View } from './useView.ts';

/** Room that a new card must have around it to count as in view, in pixels. */
const MARGIN = 24;
/** What the layers take at the top of the view, and the controls at its bottom. */
const ABOVE = 56;
const BELOW = 72;

/** Brings what was just added into view, if it is not there already. `document`: another one is shown whole anyway. */
export function useReveal(
  boxes: { readonly current: ReadonlyMap<string, Box> },
  nodes: readonly CanvasNode[],
  document: number,
  view: View,
): void {
  const store = useStoreApi();
  const before = useRef<{ readonly document: number; readonly ids: ReadonlySet<string> }>(undefined);
  useEffect(() => {
    const known = before.current;
    before.current = { document, ids: new Set(nodes.map(({ id }) => id)) };
    if (known?.document !== document) return undefined;
    const added = nodes.filter(({ id }) => !known.ids.has(id));
    if (added.length === 0) return undefined;
    // Once they are measured.
    const timer = setTimeout(() => {
      const { width, height, transform } = store.getState();
      const inView = added.every(({ id }) => {
        const box = boxes.current.get(id);
        return box !== undefined && isInside(box, transform, width, height);
      });
      if (!inView) view.show(boxes.current.values());
    }, 60);
    return () => clearTimeout(timer);
  }, [boxes, nodes, document, store, view]);
}

function isInside(
  box: Box,
  [x, y, zoom]: readonly [number, number, number],
  width: number,
  height: number,
  margin = MARGIN,
): boolean {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return (
    left >= margin &&
    top >= margin &&
    left + box.width * zoom <= width - margin &&
    top + box.height * zoom <= height - margin
  );
}

const cardOf = (root: HTMLElement | null, id: string): Element | null | undefined =>
  root?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

/**
 * Brings a cluster that was just opened into view: it has grown, maybe out of it. Whoever saw the whole plan sees all of it
 * again; else the card's head comes first.
 */
export function useRevealOpened(
  root: RefObject<HTMLElement | null>,
  boxes: { readonly current: ReadonlyMap<string, Box> },
  opened: readonly string[],
  view: View,
): void {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const store = useStoreApi();
  const before = useRef(opened);
  useEffect(() => {
    const added = opened.filter((id) => !before.current.includes(id));
    before.current = opened;
    const [id] = added;
    if (id === undefined) return undefined;
    const { width, height, transform } = store.getState();
    const sawAll = [...boxes.current.values()].every((box) => isInside(box, transform, width, height, 0));
    // Once it is measured.
    const timer = setTimeout(() => {
      const seen = root.current?.getBoundingClientRect();
      const card = cardOf(root.current, id)?.getBoundingClientRect();
      if (!seen || !card) return;
      const above = Math.max(0, seen.top + ABOVE - card.top);
      const below = Math.max(0, card.bottom - (seen.bottom - BELOW));
      if (above === 0 && below === 0) return;
      if (sawAll && seen.width >= NARROW) {
        view.show(boxes.current.values(), glideTime() === 0 ? 0 : GLIDE_MS);
        return;
      }
      // Never so far up that the head leaves the view.
      const y = above > 0 ? above : -Math.min(below, Math.max(0, card.top - seen.top - ABOVE));
      const { x, y: at, zoom } = flow.getViewport();
      void flow.setViewport({ x, y: at + y, zoom });
    }, 80);
    return () => clearTimeout(timer);
  }, [root, boxes, opened, view, flow, store]);
}
