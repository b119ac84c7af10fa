import { type RefObject, useEffect } from 'react';
import type { Plan } from '#core';
import { drawnIds, type Editor, locate } from '#editor';

/** The card that went took the focus along: the page has it until it is given to the next one. */
export function useFocusKept(editor: Editor, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const canvas = root.current;
    /** The card or line that has the focus, or had it until it went away with it. */
    let focused: string | null = null;
    let frame = 0;
    const onFocus = ({ target }: FocusEvent): void => {
      focused =
        target instanceof Element ? (target.closest('[data-id]')?.getAttribute('data-id') ?? null) : null;
    };
    const onBlur = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Element && !canvas?.contains(relatedTarget)) focused = null;
    };
    const stop = editor.store.subscribe(({ plan }, before) => {
      if (focused === null || plan === before.plan) return;
      if (!locate(before.plan, focused) || locate(plan, focused)) return;
      const next = nextTo(before.plan, plan, focused);
      if (next === undefined) return;
      focused = next;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const here = document.activeElement;
        // Somebody went elsewhere meanwhile.
        if (here !== null && here !== document.body && !canvas?.contains(here)) return;
        canvas?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`)?.focus();
      });
    });
    canvas?.addEventListener('focusin', onFocus);
    canvas?.addEventListener('focusout', onBlur);
    return () => {
      stop();
      cancelAnimationFrame(frame);
      canvas?.removeEventListener('focusin', onFocus);
      canvas?.removeEventListener('focusout', onBlur);
    };
  }, [editor, root]);
}

/** What stands next after something that was deleted, else before it, in the order of the plan. */
function nextTo(before: Plan, now: Plan, gone: string): string | undefined {
  const ids = drawnIds(before);
  const at = ids.indexOf(gone);
  const near = [...ids.slice(at + 1), ...ids.slice(0, Math.max(0, at)).reverse()];
  return near.find((id) => locate(now, id));
}
