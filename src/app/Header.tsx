import {
  FileDown,
  FolderOpen,
  Moon,
  PanelLeft,
  PanelRight,
  Redo2,
  Share2,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, redo, renamePlan, run, type SaveState, undo } from '#editor';
import { ExamplesMenu, exportPlan, IconButton, ShareDialog } from '#panels';
import styles from './Header.module.css';
import { chooseTheme, storedTheme, type Theme } from './theme.ts';

interface HeaderProps {
  readonly editor: Editor;
  readonly storageWarning: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPalette: () => void;
  readonly onInspector: () => void;
}

export function Header({ editor, storageWarning, onFiles, onPalette, onInspector }: HeaderProps) {
  const undoLabel = useStore(editor.store, (s) => s.undoLabel);
  const redoLabel = useStore(editor.store, (s) => s.redoLabel);
  const save = useStore(editor.store, (s) => s.save);
  const [sharing, setSharing] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  return (
    <header className={styles.header}>
      <IconButton className={styles.drawerButton} label="Show the palette" onClick={onPalette}>
        <PanelLeft size={18} aria-hidden />
      </IconButton>
      <img className={styles.logo} src="./icon.svg" alt="Hopwright" width={24} height={24} />
      <DesignName editor={editor} />
      <span
        className={styles.saved}
        data-failed={save.kind === 'failed' || storageWarning !== undefined}
        role="status"
        aria-label="Saving"
      >
        {savedText(save, storageWarning)}
      </span>
      <span className={styles.space} />
      <IconButton
        label={undoLabel === undefined ? 'Undo' : `Undo ${undoLabel}`}
        disabled={undoLabel === undefined}
        onClick={() => run(editor, undo)}
      >
        <Undo2 size={18} aria-hidden />
      </IconButton>
      <IconButton
        label={redoLabel === undefined ? 'Redo' : `Redo ${redoLabel}`}
        disabled={redoLabel === undefined}
        onClick={() => run(editor, redo)}
      >
        <Redo2 size={18} aria-hidden />
      </IconButton>
      <span className={styles.rule} />
      <ExamplesMenu editor={editor} />
      <button type="button" className={styles.action} onClick={() => picker.current?.click()}>
        <FolderOpen size={16} aria-hidden /> <span className={styles.word}>Import</span>
      </button>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Plan file"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        className={styles.action}
        onClick={() => exportPlan(editor.store.getState().plan)}
      >
        <FileDown size={16} aria-hidden /> <span className={styles.word}>Export</span>
      </button>
      <button type="button" className={`${styles.action} ${styles.primary}`} onClick={() => setSharing(true)}>
        <Share2 size={16} aria-hidden /> <span className={styles.word}>Share</span>
      </button>
      <ThemeSwitch />
      <IconButton className={styles.drawerButton} label="Show the inspector" onClick={onInspector}>
        <PanelRight size={18} aria-hidden />
      </IconButton>
      <ShareDialog editor={editor} open={sharing} onClose={() => setSharing(false)} />
    </header>
  );
}

function savedText(save: SaveState, warning: string | undefined): string {
  if (save.kind === 'failed') return `Not saved: ${save.reason}`;
  if (warning !== undefined) return warning;
  return { saved: 'Saved', saving: 'Saving…', none: '' }[save.kind];
}

/** The page's heading, and the place to change it. */
function DesignName({ editor }: { editor: Editor }) {
  const name = useStore(editor.store, (s) => s.plan.name);
  const [editing, setEditing] = useState(false);
  if (!editing) {
    return (
      <h1 className={styles.name}>
        <button type="button" title="Rename the design" onClick={() => setEditing(true)}>
          {name}
        </button>
      </h1>
    );
  }
  const finish = (value: string | undefined): void => {
    setEditing(false);
    if (value !== undefined && value.trim() !== '' && value.trim() !== name) run(editor, renamePlan(value));
  };
  return (
    <h1 className={styles.name}>
      <input
        aria-label="Name of the design"
        defaultValue={name}
        maxLength={253}
        // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => finish(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish(event.currentTarget.value);
          if (event.key === 'Escape') finish(undefined);
        }}
      />
    </h1>
  );
}

const THEMES: readonly { theme: Theme; name: string; Icon: typeof Sun }[] = [
  { theme: 'system', name: 'as the system', Icon: SunMoon },
  { theme: 'light', name: 'light', Icon: Sun },
  { theme: 'dark', name: 'dark', Icon: Moon },
];

function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  const at = THEMES.findIndex((entry) => entry.theme === theme);
  const current = THEMES[at] ?? { theme: 'system', name: 'as the system', Icon: SunMoon };
  const next = THEMES[(at + 1) % THEMES.length]?.theme ?? 'system';
  return (
    <IconButton
      label={`Theme: ${current.name}`}
      onClick={() => {
        chooseTheme(next);
        setTheme(next);
      }}
    >
      <current.Icon size={18} aria-hidden />
    </IconButton>
  );
}
