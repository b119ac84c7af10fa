/** Parts of the page that F6 goes round, in the order of the document. */
const LANDMARK = '[data-landmark]';
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** What is selected on the canvas or in the outline is where the work is. */
const SELECTED = '.react-flow__node.selected, [role="treeitem"][tabindex="0"]';

export interface Landmarks {
  /** Gives the focus to the next part of the page, or the one before: to where it was there last, else to what is selected, else to its first control. */
  go(by: 1 | -1): void;
  dispose(): void;
}

/** Watches where the focus was in each part of the page, and moves it between them. */
export function watchLandmarks(page: Document): Landmarks {
  const last = new WeakMap<Element, HTMLElement>();
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    const landmark = target.closest(LANDMARK);
    if (landmark) last.set(landmark, target);
  };
  page.addEventListener('focusin', onFocus);
  return {
    go(by) {
      const parts = [...page.querySelectorAll<HTMLElement>(LANDMARK)].filter(isShown);
      const here = page.activeElement?.closest(LANDMARK);
      const at = here instanceof HTMLElement ? parts.indexOf(here) : -1;
      const from = at < 0 && by < 0 ? 0 : at;
      for (let step = 1; step <= parts.length; step++) {
        const part = parts[(from + by * step + parts.length * 2) % parts.length];
        const target = part && targetIn(part, last.get(part));
        // A dialog hides the page that lies under it: then there is nowhere to go.
        if (!target || isCovered(target)) continue;
        target.focus();
        return;
      }
    },
    dispose: () => page.removeEventListener('focusin', onFocus),
  };
}

function targetIn(part: HTMLElement, before: HTMLElement | undefined): HTMLElement | undefined {
  if (before?.isConnected && part.contains(before) && isShown(before)) return before;
  const selected = [...part.querySelectorAll<HTMLElement>(SELECTED)].find(isShown);
  if (selected) return selected;
  return [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isShown);
}

const isShown = (element: HTMLElement): boolean =>
  element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';

const isCovered = (element: HTMLElement): boolean =>
  element.closest('[inert], [aria-hidden="true"]') !== null;
