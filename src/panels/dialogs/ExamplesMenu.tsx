import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import type { Editor } from '#editor';
import { examples } from '#presets';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import styles from './Dialogs.module.css';
import { openExample } from './openExample.ts';

/** All examples, from anywhere. */
export function ExamplesMenu({ editor }: { editor: Editor }) {
  return (
    <Menu.Root>
      <Menu.Trigger className={classNames(controls.button, controls.quiet)}>
        Examples <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={controls.positioner} sideOffset={4} align="start">
          <Menu.Popup className={controls.menu}>
            {examples.map((example) => (
              <Menu.Item
                key={example.id}
                className={controls.item}
                onClick={() => openExample(editor, example)}
              >
                <strong>{example.title}</strong>
                <span className={styles.story}>{example.story}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
