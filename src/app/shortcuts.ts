import { commandFor, type Editor, type Place, run } from '#editor';

/** Fields in which letters are typed: the field's own undo comes first there. */
const TYPING =
  'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"])';
/** What lies over the page has keys of its own. */
const OVER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** What Enter presses. */
const PRESSED = 'button, a[href], summary, [role="tab"], [role="button"]';

/** Where the focus is, as keys see it: parts of the page say `data-keys` where letters are commands. */
function placeOf(focus: Element | null): Place {
  if (focus === null || focus === document.body)
    // Nothing has the focus: keys go to the picture, or where it is hidden to the outline.
    return document.querySelector('[data-keys="canvas"]') ? 'canvas' : 'outline';
  if (focus.matches(TYPING) || focus.closest(OVER)) return 'field';
  const part = focus.closest('[data-keys]')?.getAttribute('data-keys');
  return part === 'canvas' || part === 'outline' ? part : 'page';
}

/**
 * The one place where keys become commands. Parts of the page with keys of their own (rows of the outline, the timeline,
 * menus) take theirs before. `characters` says whether keys that write a character are on. Returns how to stop.
 */
export function listenForShortcuts(editor: Editor, characters: () => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    // What had the focus when the key went down: a menu that Escape has just closed is not there any more.
    const focus = event.target instanceof Element ? event.target : null;
    const place = placeOf(focus);
    const entry = commandFor(place, event, characters());
    if (!entry) return;
    // Enter presses the button that has the focus.
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && focus?.matches(PRESSED)) return;
    // Enter where nothing is selected asks for nothing; why what is selected keeps its name is told.
    const idle = entry.id === 'rename' && editor.store.getState().selection.length === 0;
    run(editor, entry.command, idle ? 'quietly' : 'aloud');
    event.preventDefault();
    // Whoever selects everything goes on with what is drawn: by keys that act there.
    if (entry.id === 'select-all' && place === 'page' && !editor.surface.run('focus-card'))
      editor.surface.run('focus-row');
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
