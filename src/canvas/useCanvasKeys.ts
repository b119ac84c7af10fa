import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { commandFor, type Editor, run, type SurfaceAction } from '#editor';
import { wholePlan } from './wholePlan.ts';
import type { Tool } from './ZoomControls.tsx';

/** True where letters are being typed: no shortcut may take them. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/**
 * Keys that act on the canvas, while the focus is on it or nowhere (WCAG 2.1.4): the commands of the editor, renaming
 * and zoom. React Flow's own keys are off, so there is one door for each.
 */
export function useCanvasKeys(
  editor: Editor,
  root: RefObject<HTMLElement | null>,
  rename: (id: string) => void,
  takeTool: (tool: Tool) => void,
): void {
  const flow = useReactFlow();
  useEffect(() => {
    const view: Partial<Record<SurfaceAction, () => unknown>> = {
      'select-tool': () => takeTool('select'),
      'hand-tool': () => takeTool('hand'),
      'zoom-in': () => flow.zoomIn(),
      'zoom-out': () => flow.zoomOut(),
      'full-size': () => flow.zoomTo(1),
      'fit-all': () => flow.fitView(wholePlan()),
      'fit-selection': () =>
        flow.fitView({ ...wholePlan(), nodes: editor.store.getState().selection.map((id) => ({ id })) }),
      rename: () => rename(editor.store.getState().selection[0] ?? ''),
    };
    const offs = (Object.entries(view) as [SurfaceAction, () => unknown][]).map(([action, handler]) =>
      editor.surface.on(action, () => void handler()),
    );
    return () => {
      for (const off of offs) off();
    };
  }, [editor, flow, rename, takeTool]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // Space has been taken by React Flow already, for moving the view; on a card it selects.
      if ((event.defaultPrevented && event.key !== ' ') || isTyping(event.target)) return;
      const focus = document.activeElement;
      if (focus !== document.body && root.current?.contains(focus) !== true) return;
      const onCard =
        focus === document.body || focus?.closest('.react-flow__node, .react-flow__edge') != null;
      // The card or line that has the focus is not always the one that is selected.
      const focused = focus?.matches('.react-flow__node, .react-flow__edge')
        ? focus.getAttribute('data-id')
        : null;
      const { selection } = editor.store.getState();
      if (focused !== null && event.key === ' ' && !event.altKey) {
        const more = event.shiftKey || event.ctrlKey || event.metaKey;
        const others = more ? selection.filter((id) => id !== focused) : [];
        editor.select(more && selection.includes(focused) ? others : [...others, focused]);
        event.preventDefault();
        return;
      }
      if (focused !== null && event.key === 'Enter' && !selection.includes(focused)) editor.select([focused]);
      const entry = commandFor('canvas', event);
      if (!entry) return;
      // Enter presses the button that has the focus; Escape and Enter do nothing loudly where nothing is to be done.
      if (event.key === 'Enter' && (!onCard || focus instanceof HTMLButtonElement)) return;
      run(editor, entry.command, entry.id === 'rename' ? 'quietly' : 'aloud');
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [editor, root]);
}
