import { type RefObject, useEffect, useReducer, useRef } from 'react';
import type { Editor } from '#editor';

/** Whether somebody asked by key for the bar at what is selected; its code may still be on its way then. */
export function useToBar(editor: Editor): RefObject<boolean> {
  const asked = useRef(false);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(
    () =>
      editor.surface.on('selection-bar', () => {
        asked.current = true;
        draw();
      }),
    [editor],
  );
  return asked;
}
