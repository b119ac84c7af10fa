import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import type { Editor } from '#editor';

/** Tells where something that is pasted lands: under the pointer while it is over the canvas, else in the middle of it. */
export function usePointer(editor: Editor, root: RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  useEffect(() => {
    const canvas = root.current;
    let over: { readonly x: number; readonly y: number } | undefined;
    const onMove = ({ clientX, clientY }: PointerEvent): void => {
      over = { x: clientX, y: clientY };
    };
    const onLeave = (): void => {
      over = undefined;
    };
    const off = editor.surface.pointAt(() => {
      const box = canvas?.getBoundingClientRect() ?? new DOMRect();
      return flow.screenToFlowPosition(over ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    });
    canvas?.addEventListener('pointermove', onMove);
    canvas?.addEventListener('pointerleave', onLeave);
    return () => {
      off();
      canvas?.removeEventListener('pointermove', onMove);
      canvas?.removeEventListener('pointerleave', onLeave);
    };
  }, [editor, root, flow]);
}
