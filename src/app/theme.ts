import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'light' | 'dark';
const KEY = 'hopwright.theme';

/** The theme after another, as the button and the shortcut change it. */
export const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** The theme that was chosen here before; the system's when none was, or the browser keeps nothing. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

/** The theme that an address asks for: `?theme=dark`; for this page alone, and not remembered. */
export function themeIn(search: string): Theme | undefined {
  const asked = new URLSearchParams(search).get('theme');
  return asked === 'light' || asked === 'dark' || asked === 'system' ? asked : undefined;
}

/** The theme that is on the page, for whoever shows it. */
export const themes = createStore<{ readonly theme: Theme }>(() => ({ theme: 'system' }));

/** Puts a theme on the page. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  themes.setState({ theme });
}

/** Puts a theme on the page and remembers it where the browser lets it. */
export function chooseTheme(theme: Theme): void {
  applyTheme(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Not remembered: the choice lasts as long as the page.
  }
}
