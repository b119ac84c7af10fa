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

let known: { readonly theme: string; readonly colours: Colours } | undefined;

/**
 * The colours of the theme as they are now: a drawing knows no custom properties, so they are asked of an element; only once a
 * theme, for the answer lays out the page.
 */
export function coloursOn(element: HTMLElement): Colours {
  const theme = [
    document.documentElement.dataset.theme,
    matchMedia('(prefers-color-scheme: dark)').matches,
    matchMedia('(forced-colors: active)').matches,
  ].join(' ');
  if (known?.theme === theme) return known.colours;
  const entries = Object.entries(TOKENS).map(([name, token]) => {
    element.style.color = token;
    return [name, getComputedStyle(element).color];
  });
  element.style.color = '';
  known = { theme, colours: Object.fromEntries(entries) as Colours };
  return known.colours;
}

/** Tells when the colours may be others; the answer ends that. */
export function onColours(tell: () => void): () => void {
  const themes = new MutationObserver(tell);
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', tell);
  return () => {
    themes.disconnect();
    for (const query of media) query.removeEventListener('change', tell);
  };
}
