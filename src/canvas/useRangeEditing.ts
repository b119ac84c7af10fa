import { type RefObject, useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, rangeAt, rangeEditable, rangeProblem, run, setRange } from '#editor';
import type { CanvasActions } from './CanvasContext.ts';
import { focusCard } from './useFocusFollows.ts';

type RangeActions = Pick<
  CanvasActions,
  'editingRange' | 'range' | 'editRange' | 'writeRange' | 'endRange' | 'rangeProblem'
>;

/** Which range is edited on its card, and what becomes of it. */
export function useRangeEditing(editor: Editor, root: RefObject<HTMLElement | null>): RangeActions {
  const [editingRange, setEditing] = useState<string>();
  const range = useStore(editor.store, (state) => state.range);
  const editRange = useCallback(
    (field: string) => {
      editor.selectRange(field);
      // It says why not.
      if (run(editor, rangeEditable).applies) setEditing(field);
    },
    [editor],
  );
  return useMemo(() => {
    const endRange = (field: string): void => {
      setEditing(undefined);
      // Who went elsewhere stays there.
      const here = document.activeElement;
      if (here !== document.body && !here?.closest('[data-range]')) return;
      focusCard(root.current, rangeAt(editor.store.getState().plan, field)?.id);
    };
    const problemOf = (field: string, text: string): Promise<string | undefined> =>
      rangeProblem(editor.store.getState().plan, field, text);
    return {
      editingRange,
      range,
      editRange,
      endRange,
      rangeProblem: problemOf,
      async writeRange(field, text) {
        const why = await problemOf(field, text);
        if (why !== undefined) return why;
        run(editor, setRange(field, text), 'quietly');
        endRange(field);
        return undefined;
      },
    };
  }, [editor, root, range, editingRange, editRange]);
}

/** Selects a card, and the range on it that was clicked. */
export function selectAt(editor: Editor, target: EventTarget, id: string): void {
  const field = target instanceof Element ? target.closest('[data-range]')?.getAttribute('data-range') : null;
  if (field) editor.selectRange(field);
  else editor.select([id]);
}
