import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Point } from '#core/view';
import type { Drag } from '../useDrag.ts';

/** So far the pointer goes before a click is a drag, in pixels; as on near cards. */
const THRESHOLD = 3;

/**
 * From far away there are no cards to drag, and most drags are to look elsewhere: what is selected can be dragged by where it is
 * drawn. `grip` says what would move, what is held first, if the pointer went down there.
 */
export function useFarDrag(
  far: boolean,
  root: RefObject<HTMLElement | null>,
  grip: (at: Point) => readonly string[],
  drag: Pick<Drag, 'move' | 'end'>,
): void {
  const flow = useReactFlow();
  const latest = useRef({ grip, drag });
  latest.current = { grip, drag };
  useEffect(() => {
    const element = root.current;
    if (!far || !element) return undefined;
    let held: { readonly ids: readonly string[]; readonly from: PointerEvent; moved: boolean } | undefined;

    const gripAt = (event: PointerEvent): readonly string[] =>
      event.target instanceof Element && event.target.matches('.react-flow__pane')
        ? latest.current.grip(flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
        : [];
    const onDown = (event: PointerEvent): void => {
      if (!event.isPrimary || event.button !== 0) return;
      const ids = gripAt(event);
      if (ids.length > 0) held = { ids, from: event, moved: false };
    };
    /** React Flow would pan. */
    const keepBack = (event: Event): void => {
      if (held) event.stopPropagation();
    };
    const onMove = (event: PointerEvent): void => {
      if (!held) {
        element.toggleAttribute('data-grip', gripAt(event).length > 0);
        return;
      }
      if (event.pointerId !== held.from.pointerId) return;
      const x = event.clientX - held.from.clientX;
      const y = event.clientY - held.from.clientY;
      held.moved ||= Math.hypot(x, y) > THRESHOLD;
      const zoom = flow.getZoom();
      if (held.moved) latest.current.drag.move(held.ids, { x: x / zoom, y: y / zoom });
    };
    const onUp = (event: PointerEvent): void => {
      if (!held || event.pointerId !== held.from.pointerId) return;
      const { moved } = held;
      held = undefined;
      if (!moved) return;
      latest.current.drag.end();
      // The click that ends a drag selects nothing.
      const swallow = (click: Event): void => click.stopPropagation();
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, true), 0);
    };
    element.addEventListener('pointerdown', onDown, true);
    element.addEventListener('mousedown', keepBack, true);
    element.addEventListener('touchstart', keepBack, true);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      if (held?.moved) latest.current.drag.end();
      element.removeAttribute('data-grip');
      element.removeEventListener('pointerdown', onDown, true);
      element.removeEventListener('mousedown', keepBack, true);
      element.removeEventListener('touchstart', keepBack, true);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [far, root, flow]);
}
