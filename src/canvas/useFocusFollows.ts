import { type RefObject, useEffect } from 'react';

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
    // A card that was just added is there after the next paint.
    const frame = requestAnimationFrame(() =>
      root.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(only)}"]`)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [root, selection]);
}
