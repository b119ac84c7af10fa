import { type RefObject, useEffect } from 'react';

/** Within so many paints a card is measured. */
const PAINTS = 10;

/**
 * Lets the focus follow the selection while it is on a card: whoever goes along the links by key, or adds the next card, goes
 * on from there.
 */
export function useFocusFollows(root: RefObject<HTMLElement | null>, selection: readonly string[]): void {
  useEffect(() => {
    const [only, ...more] = selection;
    const focus = document.activeElement;
    if (only === undefined || more.length > 0 || !root.current?.contains(focus)) return undefined;
    if (!focus?.matches('.react-flow__node') || focus.getAttribute('data-id') === only) return undefined;
    let frame = 0;
    // A card that was just added can take the focus when it is measured: a few paints later.
    const attempt = (left: number): void => {
      const here = document.activeElement;
      // Somebody went elsewhere meanwhile, or types a name.
      if (!root.current?.contains(here) || here?.matches('input, textarea')) return;
      const card = root.current?.querySelector<HTMLElement>(
        `.react-flow__node[data-id="${CSS.escape(only)}"]`,
      );
      card?.focus();
      if (left > 0 && document.activeElement !== card) frame = requestAnimationFrame(() => attempt(left - 1));
    };
    frame = requestAnimationFrame(() => attempt(PAINTS));
    return () => cancelAnimationFrame(frame);
  }, [root, selection]);
}

/** Within so many paints what is shown has glided into view and is drawn. */
const PAINTS_OF_A_GLIDE = 60;

/**
 * Gives the focus to the card or line of what is selected, as soon as it is drawn. Where only boxes are (a crowd from far away)
 * nothing keeps it, and keys mean the canvas. Whoever works in the outline stays there.
 */
export function focusCard(root: HTMLElement | null, id: string | undefined): void {
  const start = document.activeElement;
  if (id === undefined || start?.closest('[data-keys="outline"]')) return;
  if (start instanceof HTMLElement) start.blur();
  const attempt = (left: number): void => {
    const here = document.activeElement;
    // Somebody went elsewhere meanwhile.
    if (here !== document.body && here !== null) return;
    const thing = root?.querySelector<HTMLElement>(
      `:is(.react-flow__node, .react-flow__edge)[data-id="${CSS.escape(id)}"]`,
    );
    thing?.focus();
    if (left > 0 && document.activeElement !== thing) requestAnimationFrame(() => attempt(left - 1));
  };
  attempt(PAINTS_OF_A_GLIDE);
}
