import { useEffect } from 'react';
import type { Editor } from '#editor';
import type { CanvasOptions } from './useCanvasOptions.ts';

/** Turns options of the canvas over on command, and says what is then. */
export function useTurns(editor: Editor, turn: (option: keyof CanvasOptions) => boolean): void {
  useEffect(() => {
    const offs = (['snapping', 'grid', 'minimap'] as const).map((option) =>
      editor.surface.on(option, () => {
        const [on, off] = WORDS[option];
        editor.announce(turn(option) ? on : off);
      }),
    );
    return () => {
      for (const off of offs) off();
    };
  }, [editor, turn]);
}

const WORDS: Record<keyof CanvasOptions, readonly [string, string]> = {
  snapping: ['Dragged things snap to the grid and to neighbours.', 'Dragged things snap to nothing.'],
  grid: ['The grid is shown.', 'The grid is hidden.'],
  minimap: ['The minimap is shown, where there are 30 things or more.', 'The minimap is hidden.'],
};
