import { COMMANDS, type Editor, matchesKeys, run } from '#editor';

/** True where text is being typed: the field's own undo comes first there. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that act wherever the focus is, outside of text fields. Returns how to stop. The canvas listens for its own. */
export function listenForShortcuts(editor: Editor): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const entry = COMMANDS.find(
      ({ scope, keys }) => scope === 'page' && keys.some((written) => matchesKeys(written, event)),
    );
    if (!entry) return;
    event.preventDefault();
    run(editor, entry.command);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
