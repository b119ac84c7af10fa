/** Scrolls the list that a row is in, not the page: `scrollIntoView` would also move what stands around the list. */
export function scrollIntoList(row: HTMLElement | null): void {
  const list = row && scrollerOf(row);
  if (!row || !list) return;
  const box = row.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (box.top < frame.top) list.scrollTop -= frame.top - box.top + 8;
  else if (box.bottom > frame.bottom)
    list.scrollTop += Math.min(box.bottom - frame.bottom + 8, box.top - frame.top - 8);
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return null;
}
