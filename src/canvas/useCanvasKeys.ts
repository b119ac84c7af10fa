import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import {
  COMMANDS,
  type Editor,
  type Keys,
  locate,
  matchesKeys,
  run,
  VIEW_COMMANDS,
  type ViewCommand,
} from '#editor';
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
    const onlySelected = (): string | undefined => {
      const { selection, preview, plan } = editor.store.getState();
      const [only] = selection;
      if (preview || selection.length !== 1 || only === undefined) return undefined;
      return locate(plan, only)?.entity.id;
    };
    const view: Record<Exclude<ViewCommand, 'rename'>, () => unknown> = {
      'select-tool': () => takeTool('select'),
      'hand-tool': () => takeTool('hand'),
      'zoom-in': () => flow.zoomIn(),
      'zoom-out': () => flow.zoomOut(),
      'full-size': () => flow.zoomTo(1),
      'fit-all': () => flow.fitView(wholePlan()),
      'fit-selection': () =>
        flow.fitView({ ...wholePlan(), nodes: editor.store.getState().selection.map((id) => ({ id })) }),
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      // Space has been taken by React Flow already, for moving the view; on a card it selects.
      if ((event.defaultPrevented && event.key !== ' ') || isTyping(event.target)) return;
      const focus = document.activeElement;
      if (focus !== document.body && root.current?.contains(focus) !== true) return;
      const pressed = (keys: readonly Keys[]): boolean => keys.some((key) => matchesKeys(key, event));
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
      const seen = VIEW_COMMANDS.find((entry) => pressed([...entry.keys, ...entry.also]))?.id;
      const command = COMMANDS.find((entry) => entry.scope === 'canvas' && pressed(entry.keys));
      const only = onlySelected();
      if (seen === 'rename') {
        // Enter presses the button that has the focus.
        if (only === undefined || !onCard || focus instanceof HTMLButtonElement) return;
        rename(only);
      } else if (seen !== undefined) view[seen]();
      else if (command) run(editor, command.command);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [editor, flow, root, rename, takeTool]);
}
