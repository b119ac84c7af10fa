import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import styles from './Notice.module.css';

/** How long a sentence stays, in milliseconds: time to read it twice. */
const STAY = 6000;

/** What the last action had to say, for a moment. The live region says the same, so this is for eyes only. */
export function Notice({ editor }: { editor: Editor }) {
  const notice = useStore(editor.store, (s) => s.notice);
  const [over, setOver] = useState<typeof notice>();
  useEffect(() => {
    const timer = setTimeout(() => setOver(notice), STAY);
    return () => clearTimeout(timer);
  }, [notice]);
  if (!notice || notice === over) return null;
  return (
    <p className={styles.notice} aria-hidden="true">
      {notice.text}
    </p>
  );
}
