import { useReactFlow } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Point } from '#core/view';
import { addNote, type Editor, run } from '#editor';

/** A note that is being written and is not in the plan yet; so writing one is one step back. */
export interface DraftNote {
  readonly at: Point | undefined;
  readonly finish: (text: string | undefined) => void;
}

/** Begins a note where the pointer is, or in the middle of the view. */
export function useDraftNote(editor: Editor, root: RefObject<HTMLElement | null>): DraftNote {
  const flow = useReactFlow();
  const [at, setAt] = useState<Point>();
  const pointer = useRef<Point>(undefined);
  useEffect(() => {
    const element = root.current;
    const follow = (event: PointerEvent): void => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const forget = (): void => {
      pointer.current = undefined;
    };
    element?.addEventListener('pointermove', follow);
    element?.addEventListener('pointerleave', forget);
    return () => {
      element?.removeEventListener('pointermove', follow);
      element?.removeEventListener('pointerleave', forget);
    };
  }, [root]);
  useEffect(
    () =>
      editor.surface.on('add-note', () => {
        const view = root.current?.getBoundingClientRect();
        if (!view) return;
        const middle = { x: view.left + view.width / 2 - 120, y: view.top + view.height / 2 - 40 };
        setAt(flow.screenToFlowPosition(pointer.current ?? middle));
      }),
    [editor, flow, root],
  );
  const finish = useCallback(
    (text: string | undefined) => {
      if (at && text !== undefined && text.trim() !== '') run(editor, addNote(text, at));
      setAt(undefined);
    },
    [editor, at],
  );
  return { at, finish };
}
