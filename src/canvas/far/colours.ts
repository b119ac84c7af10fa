import type { Colour, Colours } from './drawPlan.ts';

const TOKENS: Readonly<Record<Colour, string>> = {
  line: 'var(--border-strong)',
  card: 'var(--panel)',
  border: 'var(--border-strong)',
  frame: 'var(--surface)',
  text: 'var(--text)',
  note: 'var(--wash-warning)',
  selected: 'var(--color-info)',
  error: 'var(--color-error)',
  warning: 'var(--color-warning)',
  info: 'var(--border-strong)',
};

/** The colours of the theme as they are now on this element: a drawing knows no custom properties. */
export function coloursOn(element: HTMLElement): Colours {
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    element.style.color = token;
    return [name, getComputedStyle(element).color];
  });
  element.style.color = '';
  return Object.fromEntries(entries) as Colours;
}
