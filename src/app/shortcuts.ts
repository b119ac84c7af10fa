import { commandFor, type Editor, run } from '#editor';

/** True where text is being typed: the field's own undo comes first there. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that act wherever the focus is. Returns how to stop. The canvas listens for its own. */
export function listenForShortcuts(editor: Editor): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    const entry =
      commandFor('always', event) ?? (isTyping(event.target) ? undefined : commandFor('page', event));
    if (!entry) return;
    run(editor, entry.command);
    event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
