import { Maximize2, Minimize2 } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { commandById, type Editor, run, tidyUnseen } from '#editor';
import { IconButton, Outline } from '#panels';
import styles from './OutlineSection.module.css';

/** The outline, beside the canvas or in its place. */
export function OutlineSection({
  editor,
  large = false,
  children,
}: {
  editor: Editor;
  /** In the place of the canvas. */
  large?: boolean;
  children?: ReactNode;
}) {
  // What the canvas does with a picture to look at is done without one.
  useEffect(
    () => (large ? editor.surface.on('tidy', () => void run(editor, tidyUnseen)) : undefined),
    [editor, large],
  );
  const Icon = large ? Minimize2 : Maximize2;
  const Part = large ? 'main' : 'section';
  return (
    <Part
      className={large ? styles.large : styles.small}
      aria-label="Outline"
      data-keys="outline"
      data-landmark
    >
      <div className={styles.head}>
        <h2 className={styles.heading}>Outline</h2>
        <IconButton
          label={large ? 'Show the canvas' : 'Work in the outline, without the canvas'}
          onClick={() => run(editor, commandById('hide-canvas').command)}
        >
          <Icon size={14} aria-hidden />
        </IconButton>
      </div>
      <div className={styles.rows}>
        <Outline editor={editor} />
      </div>
      {children}
    </Part>
  );
}
