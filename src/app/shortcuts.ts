import { COMMANDS, type CommandEntry, type Editor, run } from '#editor';

/** True where letters are being typed: no shortcut may take them. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Whether a pressed key is the one that `Ctrl+Shift+Z` or `C` names. Ctrl stands for Cmd on a Mac. */
export function matches(
  keys: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): boolean {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const wants = (modifier: string): boolean => parts.includes(modifier);
  return (
    wants('Ctrl') === (event.ctrlKey || event.metaKey) &&
    wants('Shift') === event.shiftKey &&
    wants('Alt') === event.altKey &&
    event.key.toLowerCase() === key.toLowerCase()
  );
}

/** React Flow moves and deletes by itself, through the same commands. */
const BY_THE_CANVAS = /^(delete|nudge-)/;

/** The command that a key press means at that place of the page, if any. */
export function commandFor(event: KeyboardEvent, onCanvas: boolean): CommandEntry | undefined {
  return COMMANDS.find(
    (entry) =>
      (entry.scope === 'page' || (onCanvas && !BY_THE_CANVAS.test(entry.id))) &&
      entry.keys.some((keys) => matches(keys, event)),
  );
}

/** Listens on the page; returns how to stop. Letters act only while the focus is on the canvas (WCAG 2.1.4). */
export function listenForShortcuts(editor: Editor, canvas: () => HTMLElement | null): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const focus = document.activeElement;
    const onCanvas = focus === document.body || canvas()?.contains(focus) === true;
    const entry = commandFor(event, onCanvas);
    if (!entry) return;
    event.preventDefault();
    run(editor, entry.command);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
