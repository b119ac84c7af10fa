import { Sparkles } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Editor } from '#editor';
import { Button } from '#panels';
import styles from './Banners.module.css';
import type { Offline } from './offline.ts';

/** Said when a newer version of the page waits; taking it writes what is not written yet first. */
export function NewVersion({ editor, offline }: { editor: Editor; offline: Offline }) {
  const [ready, setReady] = useState(false);
  useEffect(() => offline.onNewVersion(() => setReady(true)), [offline]);
  if (!ready) return null;
  return (
    <section className={styles.preview} aria-label="New version" role="status">
      <Sparkles size={16} aria-hidden />
      <span>A newer version of Hopwright is ready. Your work stays as it is.</span>
      <Button look="primary" onClick={() => void editor.flush().then(() => offline.update())}>
        Load it
      </Button>
      <Button onClick={() => setReady(false)}>Later</Button>
    </section>
  );
}
