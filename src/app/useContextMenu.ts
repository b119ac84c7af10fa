import { useCallback, useEffect, useState } from 'react';
import { type Editor, menuOfSelection } from '#editor';
import type { MenuRequest } from '#panels';

/** How long a finger rests before the menu opens, in milliseconds, and how far it may tremble, in pixels. */
const LONG_PRESS = 500;
const TREMBLE = 8;

/** What a menu can be asked of: cards and lines of the canvas, rows of the outline and of the findings. */
const THING = '.react-flow__node[data-id], .react-flow__edge[data-id], [data-menu-id]';
const FINDING = '[data-menu-finding]';
/** A range on a card or in the outline, by its place in the plan. */
const RANGE = '[data-range]';
const GROUND = '[data-keys]';
/** Where the browser's own menu is worth more, or there is one already. */
const KEEP_OUT = 'input, textarea, select, [contenteditable], [role="dialog"]';

/** Which context menu is open: by right click, by a long press, or by key on what has the focus. */
export function useContextMenu(editor: Editor): {
  readonly request: MenuRequest | undefined;
  readonly close: () => void;
} {
  const [request, setRequest] = useState<MenuRequest>();
  const close = useCallback(() => setRequest(undefined), []);

  useEffect(() => {
    /** Opens the menu of an element; false where it has none. */
    const open = (element: Element, x: number, y: number): boolean => {
      const place = choose(editor, element);
      if (place === undefined) return false;
      const focus = document.activeElement;
      setRequest({
        place,
        x,
        y,
        focus: focus instanceof HTMLElement && focus !== document.body ? focus : null,
      });
      return true;
    };
    const onContextMenu = (event: MouseEvent): void => {
      const { target } = event;
      if (!(target instanceof Element) || target.closest(KEEP_OUT)) return;
      if (
        target.closest('[role="menu"], [role="presentation"]') ||
        open(target, event.clientX, event.clientY)
      )
        event.preventDefault();
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start: PointerEvent | undefined;
    const onDown = (event: PointerEvent): void => {
      clearTimeout(timer);
      const { target } = event;
      if (event.pointerType !== 'touch' || !event.isPrimary || !(target instanceof Element)) return;
      if (target.closest(KEEP_OUT)) return;
      start = event;
      timer = setTimeout(() => open(target, event.clientX, event.clientY), LONG_PRESS);
    };
    const onMove = (event: PointerEvent): void => {
      if (start && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > TREMBLE)
        clearTimeout(timer);
    };
    const onUp = (): void => clearTimeout(timer);
    const off = editor.surface.on('context-menu', () => {
      const focus = document.activeElement;
      const element = focus && focus !== document.body ? focus : document.querySelector(GROUND);
      if (!element) return;
      const { left, top, width, height } = element.getBoundingClientRect();
      // Of the whole canvas: in its middle; of a row or a card: at its lower edge.
      const ground = element.matches(GROUND);
      open(element, left + (ground ? width / 2 : 16), top + (ground ? height / 2 : height));
    });
    document.addEventListener('contextmenu', onContextMenu);
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerup', onUp);
    document.addEventListener('pointercancel', onUp);
    return () => {
      off();
      clearTimeout(timer);
      document.removeEventListener('contextmenu', onContextMenu);
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerup', onUp);
      document.removeEventListener('pointercancel', onUp);
    };
  }, [editor]);
  return { request, close };
}

/** Selects what the menu is asked of, unless it is among what is selected, and tells which menu that has. */
function choose(editor: Editor, element: Element): MenuRequest['place'] | undefined {
  const finding = element.closest(FINDING)?.getAttribute('data-menu-finding');
  if (finding) {
    editor.selectFinding(finding);
    return 'finding';
  }
  const thing = element.closest(THING);
  const id = thing?.getAttribute('data-menu-id') ?? thing?.getAttribute('data-id');
  const { selection } = editor.store.getState();
  if (id) {
    const field = element.closest(RANGE)?.getAttribute('data-range');
    const among = selection.length > 1 && selection.includes(id);
    if (field && !among) editor.selectRange(field);
    else if (!selection.includes(id)) editor.select([id]);
    return menuOfSelection(editor.store.getState());
  }
  if (!element.closest(GROUND)) return undefined;
  // By key on the canvas itself: of what is selected.
  if (element.matches(GROUND)) return menuOfSelection(editor.store.getState());
  editor.select([]);
  return 'canvas';
}
