import { ClipboardPaste, FolderOpen, GraduationCap, PenLine } from 'lucide-react';
import { add, commandById, type Editor, run } from '#editor';
import { examples } from '#presets';
import { Button } from '../ui/Button.tsx';
import styles from './Dialogs.module.css';
import { openExample } from './openExample.ts';
import { chooseFiles } from './planFile.ts';

/** The empty canvas: begin with a story, with what you have, or with a first cluster. */
export function EmptyState({
  editor,
  onFiles,
}: {
  editor: Editor;
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <section className={styles.empty} aria-label="Start">
      <div className={styles.start}>
        <h2 className={styles.emptyTitle}>Where do the addresses collide, and what happens to the packet?</h2>
        <div className={styles.ways}>
          <div className={styles.way}>
            <PenLine size={20} aria-hidden />
            <h3>Draw</h3>
            <p>Drag clusters, routers and hosts from the palette, and lines between them.</p>
            <Button look="primary" onClick={() => run(editor, add('cluster'))}>
              Draw a first cluster
            </Button>
          </div>
          <div className={styles.way}>
            <ClipboardPaste size={20} aria-hidden />
            <h3>Paste or drop a file</h3>
            <p>A Hopwright plan as JSON, or a share link, pasted or dropped anywhere on the page.</p>
            <Button onClick={() => void chooseFiles().then(onFiles)}>
              <FolderOpen size={15} aria-hidden /> Open a file
            </Button>
          </div>
          <div className={styles.way}>
            <GraduationCap size={20} aria-hidden />
            <h3>Learn</h3>
            <p>Mend a network that goes wrong, step by step. Each lesson sees for itself when you have.</p>
            <Button onClick={() => run(editor, commandById('lessons').command)}>Choose a lesson</Button>
          </div>
        </div>
        <h3 className={styles.examplesTitle}>
          Or start from a template: networks that work, and some that do not, and why
        </h3>
        <ul className={styles.examples} aria-label="Examples">
          {examples.map((example) => (
            <li key={example.id}>
              <button type="button" className={styles.example} onClick={() => openExample(editor, example)}>
                <strong>{example.title}</strong>
                <span>{example.story}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
