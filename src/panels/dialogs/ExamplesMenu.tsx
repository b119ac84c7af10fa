import { commandById, type Editor, run } from '#editor';
import { examples } from '#presets';
import { MenuButton, MenuItem, MenuRule } from '../ui/Menu.tsx';
import { openExample } from './openExample.ts';

/** All examples, from anywhere. */
export const ExamplesMenu = ({ editor, initiallyOpen }: { editor: Editor; initiallyOpen: true }) => (
  <MenuButton name="Examples" initiallyOpen={initiallyOpen}>
    <MenuItem
      strong
      title="Lessons…"
      detail="Networks that go wrong, and a card that sees when you have mended them."
      onClick={() => run(editor, commandById('lessons').command)}
    />
    <MenuRule />
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
