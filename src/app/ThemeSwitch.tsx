import { Moon, Sun, SunMoon } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#panels';
import { chooseTheme, storedTheme, type Theme } from './theme.ts';

const LOOK: Record<Theme, { readonly name: string; readonly Icon: typeof Sun; readonly next: Theme }> = {
  system: { name: 'as the system', Icon: SunMoon, next: 'light' },
  light: { name: 'light', Icon: Sun, next: 'dark' },
  dark: { name: 'dark', Icon: Moon, next: 'system' },
};

export function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  const { name, Icon, next } = LOOK[theme];
  return (
    <IconButton
      label={`Theme: ${name}`}
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <Icon size={17} aria-hidden />
    </IconButton>
  );
}
