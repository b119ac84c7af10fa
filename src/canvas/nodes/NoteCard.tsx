import type { NodeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import { CanvasContext } from '../CanvasContext.ts';
import type { NoteNode } from '../graph.ts';
import { LockGlyph } from './LockGlyph.tsx';
import styles from './Note.module.css';
import { NoteField } from './NoteField.tsx';

/** A text that somebody put on the canvas, as it was written. */
export const NoteCard = memo(({ data: { note, locked }, selected }: NodeProps<NoteNode>) => {
  const { renaming, rename, endRename } = useContext(CanvasContext);
  if (renaming === note.id)
    return (
      <NoteField
        text={note.text}
        onDone={(next) => (next === undefined ? endRename(note.id) : rename(note.id, next))}
      />
    );
  return (
    <div className={styles.note} data-selected={selected}>
      {locked && (
        <span className={styles.held}>
          <LockGlyph />
        </span>
      )}
      {note.text}
    </div>
  );
});
NoteCard.displayName = 'NoteCard';
