import { CircleCheck, CloudOff, Download, FolderOpen, Redo2, Share2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, redo, run, undo } from '#editor';
import { Button, ExamplesMenu, IconButton, ShareDialog } from '#panels';
import { DesignName } from './DesignName.tsx';
import { DesignsMenu } from './DesignsMenu.tsx';
import type { DocStore } from './docStore.ts';
import styles from './Header.module.css';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import type { TabWorld } from './tabDocument.ts';

interface HeaderProps {
  readonly editor: Editor;
  readonly store: DocStore;
  readonly tab: TabWorld;
}

/** What concerns the document as a whole. */
export function Header({ editor, store, tab }: HeaderProps) {
  const undoLabel = useStore(editor.store, (s) => s.undoLabel);
  const redoLabel = useStore(editor.store, (s) => s.redoLabel);
  const [sharing, setSharing] = useState(false);
  return (
    <header className={styles.header}>
      <img className={styles.logo} src="./icon.svg" alt="Hopwright" width={24} height={24} />
      <DesignName editor={editor} />
      <Saved editor={editor} warning={store.warning} />
      <span className={styles.space} />
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
      <DesignsMenu editor={editor} store={store} tab={tab} />
      <ExamplesMenu editor={editor} />
      <Button
        look="quiet"
        className={styles.worded}
        title="Open a plan file"
        onClick={() => editor.surface.run('import')}
      >
        <FolderOpen size={16} aria-hidden /> <span>Import</span>
      </Button>
      <Button
        look="quiet"
        className={styles.worded}
        title="Save as a file"
        onClick={() => editor.surface.run('export')}
      >
        <Download size={16} aria-hidden /> <span>Export</span>
      </Button>
      <ShortcutsDialog editor={editor} />
      <ThemeSwitch />
      <Button look="primary" className={styles.worded} onClick={() => setSharing(true)}>
        <Share2 size={15} aria-hidden /> <span>Share</span>
      </Button>
      <ShareDialog editor={editor} open={sharing} onClose={() => setSharing(false)} />
    </header>
  );
}

function Saved({ editor, warning }: { editor: Editor; warning: string | undefined }) {
  const save = useStore(editor.store, (s) => s.save);
  const trouble = save.kind === 'failed' ? `Not saved: ${save.reason}` : warning;
  return (
    <span
      className={styles.saved}
      data-failed={trouble !== undefined}
      role="status"
      aria-label="Saving"
      aria-live={trouble === undefined ? 'off' : 'polite'}
    >
      {trouble !== undefined && <CloudOff size={14} aria-hidden />}
      {trouble === undefined && save.kind === 'saved' && <CircleCheck size={14} aria-hidden />}
      <span>{trouble ?? { saved: 'Saved', saving: 'Saving…', none: '', failed: '' }[save.kind]}</span>
    </span>
  );
}
