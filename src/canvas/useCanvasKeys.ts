import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { COMMANDS, type Editor, type Keys, locate, matchesKeys, run } from '#editor';
import { FIT } from './fit.ts';

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
): void {
  const flow = useReactFlow();
  useEffect(() => {
    const onlySelected = (): string | undefined => {
      const { selection, preview, plan } = editor.store.getState();
      const [only] = selection;
      if (preview || selection.length !== 1 || only === undefined) return undefined;
      return locate(plan, only)?.entity.id;
    };
    const view: readonly { keys: readonly Keys[]; act: () => unknown }[] = [
      { keys: ['Ctrl+=', 'Ctrl++', 'Ctrl+Shift++'], act: () => flow.zoomIn() },
      { keys: ['Ctrl+-'], act: () => flow.zoomOut() },
      { keys: ['Ctrl+0', 'Shift+0', 'Shift+)'], act: () => flow.zoomTo(1) },
      { keys: ['Shift+1', 'Shift+!'], act: () => flow.fitView(FIT) },
      {
        keys: ['Shift+2', 'Shift+@', 'Shift+"'],
        act: () => flow.fitView({ ...FIT, nodes: editor.store.getState().selection.map((id) => ({ id })) }),
      },
    ];
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const focus = document.activeElement;
      if (focus !== document.body && root.current?.contains(focus) !== true) return;
      const pressed = (keys: readonly Keys[]): boolean => keys.some((key) => matchesKeys(key, event));
      const onCard =
        focus === document.body || focus?.closest('.react-flow__node, .react-flow__edge') != null;
      const only = onlySelected();
      if (only !== undefined && (pressed(['F2']) || (pressed(['Enter']) && onCard && !isButton(focus)))) {
        event.preventDefault();
        rename(only);
        return;
      }
      const onView = view.find(({ keys }) => pressed(keys));
      const command = COMMANDS.find((entry) => entry.scope === 'canvas' && pressed(entry.keys));
      if (!onView && !command) return;
      event.preventDefault();
      if (onView) onView.act();
      else if (command) run(editor, command.command);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [editor, flow, root, rename]);
}

const isButton = (element: Element | null): boolean => element instanceof HTMLButtonElement;
