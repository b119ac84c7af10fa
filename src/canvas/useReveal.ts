import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Box } from '#core/view';
import type { CanvasEdge, CanvasNode } from './graph.ts';
import type { View } from './useView.ts';

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
  const before = useRef({ document, ids: new Set(nodes.map(({ id }) => id)) });
  useEffect(() => {
    const known = before.current;
    before.current = { document, ids: new Set(nodes.map(({ id }) => id)) };
    if (known.document !== document) return undefined;
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
): boolean {
  const left = box.x * zoom + x;
  const top = box.y * zoom + y;
  return (
    left >= MARGIN &&
    top >= MARGIN &&
    left + box.width * zoom <= width - MARGIN &&
    top + box.height * zoom <= height - MARGIN
  );
}

const cardOf = (root: HTMLElement | null, id: string): Element | null | undefined =>
  root?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);

/** Brings a cluster that was just opened into view: it has grown, maybe out of it. Its head comes first. */
export function useRevealOpened(root: RefObject<HTMLElement | null>, opened: readonly string[]): void {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const before = useRef(opened);
  useEffect(() => {
    const added = opened.filter((id) => !before.current.includes(id));
    before.current = opened;
    const [id] = added;
    if (id === undefined) return undefined;
    // Once it is measured.
    const timer = setTimeout(() => {
      const view = root.current?.getBoundingClientRect();
      const card = cardOf(root.current, id)?.getBoundingClientRect();
      if (!view || !card) return;
      const above = Math.max(0, view.top + ABOVE - card.top);
      const below = Math.max(0, card.bottom - (view.bottom - BELOW));
      // Never so far up that the head leaves the view.
      const y = above > 0 ? above : -Math.min(below, Math.max(0, card.top - view.top - ABOVE));
      const { x, y: at, zoom } = flow.getViewport();
      if (y !== 0) void flow.setViewport({ x, y: at + y, zoom });
    }, 80);
    return () => clearTimeout(timer);
  }, [root, opened, flow]);
}
