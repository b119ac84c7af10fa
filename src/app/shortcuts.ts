import { COMMANDS, type Command, type Editor, type Keys, matchesKeys, run } from '#editor';
import { chooseFiles, exportPlan } from '#panels';

/** Keys for what only a page can do. */
export const PAGE_KEYS = [
  { id: 'export', title: 'Export the plan as a file', keys: ['Ctrl+S'] },
  { id: 'import', title: 'Import a plan file', keys: ['Ctrl+O'] },
] as const satisfies readonly { id: string; title: string; keys: readonly Keys[] }[];

/** True where text is being typed: the field's own undo comes first there. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that act wherever the focus is. Returns how to stop. The canvas listens for its own. */
export function listenForShortcuts(
  editor: Editor,
  onFiles: (files: readonly File[]) => Promise<void>,
): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const pressed = (keys: readonly Keys[]): boolean => keys.some((written) => matchesKeys(written, event));
    // Also while typing: the browser's own would save or open another page.
    const ofPage = PAGE_KEYS.find(({ keys }) => pressed(keys))?.id;
    const ofEditor: Command | undefined = isTyping(event.target)
      ? undefined
      : COMMANDS.find(({ scope, keys }) => scope === 'page' && pressed(keys))?.command;
    if (ofPage === 'export') exportPlan(editor.store.getState().plan);
    else if (ofPage === 'import') void chooseFiles().then(onFiles);
    else if (ofEditor) run(editor, ofEditor);
    else return;
    event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
