import { ChevronDown } from 'lucide-react';
import { type ComponentType, useState } from 'react';
import { classNames } from './classNames.ts';
import controls from './controls.module.css';
import { lazily } from './lazily.tsx';

/** What such a menu is told: it was pressed before its code was there. */
export interface Opened {
  readonly initiallyOpen: true;
}

/**
 * The button of a menu whose code is fetched when a pointer or the focus comes near, so that the page opens without it. `load`
 * gives the menu with its own button, which takes this one's place, open, once it is pressed.
 */
export function menuOnPress<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props & Opened>>,
): ComponentType<Props> {
  const Menu = lazily<Props & Opened>(load);
  return (props) => {
    const [pressed, setPressed] = useState(false);
    if (pressed) return <Menu {...props} initiallyOpen />;
    const fetch = (): void => void load().catch(() => {});
    return (
      <button
        type="button"
        className={classNames(controls.button, controls.quiet)}
        aria-haspopup="menu"
        aria-expanded={false}
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={() => setPressed(true)}
      >
        {name} <ChevronDown size={14} aria-hidden />
      </button>
    );
  };
}
