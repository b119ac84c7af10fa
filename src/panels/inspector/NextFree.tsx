import { useMemo } from 'react';
import { formatPrefix, parsePrefix } from '#core';
import type { Editor } from '#editor';
import { nextFreeRange, takenRanges } from '#editor';
import { Button } from '../ui/Button.tsx';
import { useEditor, useReadOnly } from '../useEditor.ts';
import styles from './Inspector.module.css';

/** The next network of the same size that nothing in the plan overlaps, to be taken with one press. */
export function NextFree({
  editor,
  text,
  onUse,
}: {
  editor: Editor;
  text: string;
  onUse: (cidr: string) => void;
}) {
  const plan = useEditor(editor, (state) => state.plan);
  const readOnly = useReadOnly(editor);
  const free = useMemo(() => {
    const near = parsePrefix(text.trim());
    const found = near && nextFreeRange(near, takenRanges(plan));
    return found && formatPrefix(found);
  }, [plan, text]);
  if (!free) return null;
  return (
    <Button
      look="quiet"
      className={styles.add}
      disabled={readOnly}
      onClick={() => onUse(free)}
      title="The next network of this size that is free"
    >
      Next free: {free}
    </Button>
  );
}
