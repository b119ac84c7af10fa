import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import type { Editor, SurfaceAction } from '#editor';
import { focusCard } from './useFocusFollows.ts';
import { useFocusKept } from './useFocusKept.ts';
import { usePointer } from './usePointer.ts';
import type { Tool } from './ZoomControls.tsx';

/**
 * What only the canvas can do of the commands, and the two keys that mean the card with the focus: Space selects it, Enter
 * does before it is renamed. React Flow's own keys are off; all other keys become commands in one place for the whole page.
 */
export function useCanvasKeys(
  editor: Editor,
  root: RefObject<HTMLElement | null>,
  rename: (id: string) => void,
  editRange: (field: string) => void,
  takeTool: (tool: Tool) => void,
  show: (ids?: readonly string[]) => void,
): void {
  const flow = useReactFlow();
  useEffect(() => {
    const view: Partial<Record<SurfaceAction, () => unknown>> = {
      'select-tool': () => takeTool('select'),
      'hand-tool': () => takeTool('hand'),
      'zoom-in': () => flow.zoomIn(),
      'zoom-out': () => flow.zoomOut(),
      'full-size': () => flow.zoomTo(1),
      'fit-all': () => show(),
      'fit-selection': () => show(editor.store.getState().selection),
      'focus-card': () => focusCard(root.current, editor.store.getState().selection[0]),
      'edit-range': () => editRange(editor.store.getState().range ?? ''),
      rename: () => rename(editor.store.getState().selection[0] ?? ''),
    };
    const offs = (Object.entries(view) as [SurfaceAction, () => unknown][]).map(([action, handler]) =>
      editor.surface.on(action, () => void handler()),
    );
    return () => {
      for (const off of offs) off();
    };
  }, [editor, flow, root, rename, editRange, takeTool, show]);
  useEffect(() => {
    const canvas = root.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      // The card or line that has the focus is not always the one that is selected.
      const id = focusedId();
      if (id === null || event.altKey) return;
      const { selection } = editor.store.getState();
      const more = event.shiftKey || event.ctrlKey || event.metaKey;
      if (event.key === ' ') {
        const others = more ? selection.filter((other) => other !== id) : [];
        editor.select(more && selection.includes(id) ? others : [...others, id]);
        event.preventDefault();
      }
      if (event.key === 'Enter' && !more && !selection.includes(id)) editor.select([id]);
    };
    canvas?.addEventListener('keydown', onKeyDown);
    return () => canvas?.removeEventListener('keydown', onKeyDown);
  }, [editor, root]);
  useFocusKept(editor, root);
  usePointer(editor, root);
}

/** The id of the card or line that has the focus. */
function focusedId(): string | null {
  const focus = document.activeElement;
  return focus?.matches('.react-flow__node, .react-flow__edge') ? focus.getAttribute('data-id') : null;
}
