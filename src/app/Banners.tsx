import { Eye, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import { Button } from '#panels';
import styles from './Banners.module.css';

/** What everybody must know at once: a shared design is looked at, or checking has stopped. */
export function Banners({ editor, children }: { editor: Editor; children?: ReactNode }) {
  const preview = useStore(editor.store, (s) => s.preview !== undefined);
  const failure = useStore(editor.store, (s) => s.analysis.failure);
  return (
    <div className={styles.banners}>
      {children}
      {preview && (
        <section className={styles.preview} aria-label="Shared design">
          <Eye size={16} aria-hidden />
          <span>
            <strong>Viewing a shared design.</strong> Your own work is untouched.
          </span>
          <Button look="primary" onClick={() => editor.acceptPreview()}>
            Save a copy
          </Button>
          <Button onClick={() => editor.closePreview()}>Close</Button>
        </section>
      )}
      {failure !== undefined && (
        <section className={styles.failure} aria-label="Checking stopped" role="alert">
          <TriangleAlert size={16} aria-hidden />
          <span>{failure}</span>
          <Button onClick={() => editor.judgeAgain()}>Check again</Button>
        </section>
      )}
    </div>
  );
}
