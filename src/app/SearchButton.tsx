import { Search } from 'lucide-react';
import type { Editor } from '#editor';
import { KeyCaps } from '#panels';
import styles from './SearchButton.module.css';

/** Opens the palette: one field that finds and does everything. */
export const SearchButton = ({ editor }: { editor: Editor }) => (
  <button
    type="button"
    className={styles.search}
    aria-keyshortcuts="Control+K"
    aria-label="Search or run"
    title="Search or run a command (Ctrl+K)"
    onClick={() => editor.surface.run('palette')}
  >
    <Search size={15} aria-hidden />
    <span className={styles.words}>Search or run</span>
    <KeyCaps keys="Ctrl+K" />
  </button>
);
