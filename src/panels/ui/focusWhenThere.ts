/** Paints to wait for a field: its form's code may still be on its way. */
const PAINTS = 90;

/** Gives the focus to a field as soon as it is on the page, and selects its text. */
export function focusWhenThere(selector: string, left = PAINTS): void {
  requestAnimationFrame(() => {
    const field = document.querySelector<HTMLElement>(selector);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
    if (left > 0 && (!field || document.activeElement !== field)) focusWhenThere(selector, left - 1);
  });
}
