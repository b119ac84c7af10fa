import { type RefObject, useEffect } from 'react';
import type { Plan } from '#core';
import { type Editor, locate } from '#editor';

/** A card is drawn, and measured, before it can take the focus; milliseconds. */
const DRAWN = 80;

/**
 * Keeps the focus of the keyboard where the work is: it goes along to what a command selected, and when the card that has
 * it is deleted, to the next one in the plan.
 */
export function useFocusFollows(editor: Editor, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const canvas = root.current;
    /** The card that has the focus, or had it until it went away with it. */
    let focused: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onFocus = ({ target }: FocusEvent): void => {
      focused =
        target instanceof Element ? (target.closest('[data-id]')?.getAttribute('data-id') ?? null) : null;
    };
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Element && !canvas?.contains(relatedTarget)) focused = null;
    };
    const focusLater = (id: string): void => {
      focused = id;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const here = document.activeElement;
        // Somebody went elsewhere meanwhile, or types a name.
        if (here !== document.body && (!canvas?.contains(here) || here?.matches('input, textarea'))) return;
        canvas?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
      }, DRAWN);
    };
    const stop = editor.store.subscribe((now, before) => {
      if (focused === null) return;
      const [only] = now.selection;
      const chosen = now.selection !== before.selection && now.selection.length === 1 && only !== focused;
      if (chosen && only !== undefined && locate(now.plan, only)) focusLater(only);
      else if (now.plan !== before.plan && locate(before.plan, focused) && !locate(now.plan, focused)) {
        const next = nextCard(before.plan, now.plan, focused);
        if (next !== undefined) focusLater(next);
      }
    });
    canvas?.addEventListener('focusin', onFocus);
    canvas?.addEventListener('focusout', onBlur);
    return () => {
      stop();
      clearTimeout(timer);
      canvas?.removeEventListener('focusin', onFocus);
      canvas?.removeEventListener('focusout', onBlur);
    };
  }, [editor, root]);
}

/** What stands nearest after something that was deleted, else before it, in the order of the plan. */
function nextCard(before: Plan, now: Plan, gone: string): string | undefined {
  const ids = [...(before.clusters ?? []), ...(before.routers ?? []), ...(before.hosts ?? [])].map(
    ({ id }) => id,
  );
  const at = ids.indexOf(gone);
  const near = [...ids.slice(at + 1), ...ids.slice(0, Math.max(0, at)).reverse()];
  return near.find((id) => locate(now, id));
}
