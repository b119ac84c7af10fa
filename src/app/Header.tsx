import { CircleCheck, CloudOff, FolderOpen, Lock, Redo2, Share2, Undo2 } from 'lucide-react';
import { type StoreApi, useStore } from 'zustand';
import { type Editor, redo, run, undo } from '#editor';
import { Button, ExamplesMenu, ExportMenu, IconButton, menuOnPress } from '#panels';
import { DesignName } from './DesignName.tsx';
import type { Documents } from './documents/documents.ts';
import type { Library } from './documents/library.ts';
import styles from './Header.module.css';
import type { Preferences } from './preferences.ts';
import { SearchButton } from './SearchButton.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

interface HeaderProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
  readonly preferences: StoreApi<Preferences>;
}

const DesignsMenu = menuOnPress<Omit<HeaderProps, 'preferences'>>(
  'Designs',
  async () => (await import('./DesignsMenu.tsx')).DesignsMenu,
);

/** What concerns the document as a whole. */
export function Header({ editor, documents, library, preferences }: HeaderProps) {
  const undoLabel = useStore(editor.store, (s) => (s.readOnly ? undefined : s.undoLabel));
  const redoLabel = useStore(editor.store, (s) => (s.readOnly ? undefined : s.redoLabel));
  return (
    <header className={styles.header} data-landmark>
      <img className={styles.logo} src="./icon.svg" alt="Hopwright" width={24} height={24} />
      <DesignName editor={editor} />
      <Saved editor={editor} />
      <span className={styles.space} />
      <SearchButton editor={editor} />
      <IconButton
        label={undoLabel === undefined ? 'Undo' : `Undo ${undoLabel}`}
        title={undoLabel === undefined ? 'Nothing to undo' : `Undo ${undoLabel} (Ctrl+Z)`}
        disabled={undoLabel === undefined}
        onClick={() => run(editor, undo)}
      >
        <Undo2 size={17} aria-hidden />
      </IconButton>
      <IconButton
        label={redoLabel === undefined ? 'Redo' : `Redo ${redoLabel}`}
        title={redoLabel === undefined ? 'Nothing to redo' : `Redo ${redoLabel} (Ctrl+Shift+Z)`}
        disabled={redoLabel === undefined}
        onClick={() => run(editor, redo)}
      >
        <Redo2 size={17} aria-hidden />
      </IconButton>
      <span className={styles.rule} />
      <DesignsMenu editor={editor} documents={documents} library={library} />
      <ExamplesMenu editor={editor} />
      <Button
        look="quiet"
        className={styles.worded}
        title="Open a plan, or a picture with a plan inside"
        onClick={() => editor.surface.run('import')}
      >
        <FolderOpen size={16} aria-hidden /> <span>Import</span>
      </Button>
      <ExportMenu editor={editor} />
      <ShortcutsDialog editor={editor} preferences={preferences} />
      <ThemeSwitch />
      <Button look="primary" className={styles.worded} onClick={() => editor.surface.run('share')}>
        <Share2 size={15} aria-hidden /> <span>Share</span>
      </Button>
    </header>
  );
}

/** Whether the work is stored; where it is not, a banner says why and what to do. */
function Saved({ editor }: { editor: Editor }) {
  const { kind } = useStore(editor.store, (s) => s.save);
  const elsewhere = useStore(editor.store, (s) => s.readOnly === 'elsewhere');
  const failed = kind === 'failed';
  const words = { saved: 'Saved', saving: 'Saving…', none: '', failed: 'Not saved' };
  return (
    <span
      className={styles.saved}
      data-failed={failed}
      role="status"
      aria-label="Saving"
      aria-live={failed ? 'polite' : 'off'}
    >
      {failed && <CloudOff size={14} aria-hidden />}
      {elsewhere && !failed && <Lock size={14} aria-hidden />}
      {kind === 'saved' && !elsewhere && <CircleCheck size={14} aria-hidden />}
      <span>{elsewhere && !failed ? 'Read-only' : words[kind]}</span>
    </span>
  );
}
