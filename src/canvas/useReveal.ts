import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { CanvasEdge, CanvasNode } from './toGraph.ts';
import { wholePlan } from './wholePlan.ts';

/** Room that a new card must have around it to count as in view, in pixels. */
const MARGIN = 24;

/** Brings what was just added into view, if it is not there already. `document`: another one is shown whole anyway. */
export function useReveal(
  root: RefObject<HTMLElement | null>,
  nodes: readonly CanvasNode[],
  document: number,
): void {
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const before = useRef({ document, ids: new Set(nodes.map(({ id }) => id)) });
  useEffect(() => {
    const known = before.current;
    before.current = { document, ids: new Set(nodes.map(({ id }) => id)) };
    if (known.document !== document) return undefined;
    const added = nodes.filter(({ id }) => !known.ids.has(id));
    if (added.length === 0) return undefined;
    // Once they are measured.
    const timer = setTimeout(() => {
      const view = root.current?.getBoundingClientRect();
      if (view && !added.every(({ id }) => isInside(root.current, id, view))) void flow.fitView(wholePlan());
    }, 60);
    return () => clearTimeout(timer);
  }, [root, nodes, document, flow]);
}

function isInside(root: HTMLElement | null, id: string, view: DOMRect): boolean {
  const card = root?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  return (
    card !== undefined &&
    card.left >= view.left + MARGIN &&
    card.right <= view.right - MARGIN &&
    card.top >= view.top + MARGIN &&
    card.bottom <= view.bottom - MARGIN
  );
}
