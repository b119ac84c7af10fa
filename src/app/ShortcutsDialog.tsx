import { Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StoreApi } from 'zustand';
import type { Editor } from '#editor';
import { IconButton, lazilyOpened } from '#panels';
import header from './Header.module.css';
import type { Preferences } from './preferences.ts';

const ShortcutsSheet = lazilyOpened(
  async () => (await import('./ShortcutsSheet.tsx')).ShortcutsSheet,
  ({ open }) => open,
);

/** The button of the list of keys, and the list, which `?` opens too. */
export function ShortcutsDialog({
  editor,
  preferences,
}: {
  editor: Editor;
  preferences: StoreApi<Preferences>;
}) {
  const [open, setOpen] = useState(false);
  useEffect(() => editor.surface.on('help', () => setOpen(true)), [editor]);
  return (
    <>
      <IconButton
        className={header.keys}
        label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setOpen(true)}
      >
        <Keyboard size={17} aria-hidden />
      </IconButton>
      <ShortcutsSheet open={open} onClose={() => setOpen(false)} preferences={preferences} />
    </>
  );
}
