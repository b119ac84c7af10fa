import type { Editor } from '#editor';
import { examples } from '#presets';
import { MenuButton, MenuItem } from '../ui/Menu.tsx';
import { openExample } from './openExample.ts';

/** All examples, from anywhere. */
export const ExamplesMenu = ({ editor, initiallyOpen }: { editor: Editor; initiallyOpen: true }) => (
  <MenuButton name="Examples" initiallyOpen={initiallyOpen}>
    {examples.map((example) => (
      <MenuItem
        key={example.id}
        strong
        title={example.title}
        detail={example.story}
        onClick={() => openExample(editor, example)}
      />
    ))}
  </MenuButton>
);
