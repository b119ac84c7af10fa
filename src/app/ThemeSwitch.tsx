import { Moon, Sun, SunMoon } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '#panels';
import { chooseTheme, NEXT_THEME, type Theme, themes } from './theme.ts';

const LOOK: Record<Theme, { readonly name: string; readonly Icon: typeof Sun }> = {
  system: { name: 'as the system', Icon: SunMoon },
  light: { name: 'light', Icon: Sun },
  dark: { name: 'dark', Icon: Moon },
};

export function ThemeSwitch() {
  const theme = useStore(themes, (s) => s.theme);
  const { name, Icon } = LOOK[theme];
  return (
    <IconButton
      label={`Theme: ${name}`}
      title={`Theme: ${name} (Alt+Shift+D)`}
      onClick={() => chooseTheme(NEXT_THEME[theme])}
    >
      <Icon size={17} aria-hidden />
    </IconButton>
  );
}
