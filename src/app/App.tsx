import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Canvas, PacketOverlay } from '#canvas';
import type { Editor } from '#editor';
import { Dock, EmptyState, Inspector, ProblemsDialog, Timeline } from '#panels';
import styles from './App.module.css';
import { Banners } from './Banners.tsx';
import { Header } from './Header.tsx';
import { Palette } from './Palette.tsx';
import { listenForShortcuts } from './shortcuts.ts';
import { useIncoming } from './useIncoming.ts';

type Drawer = 'palette' | 'inspector' | undefined;

/** The page: header, palette, canvas, inspector, results and timeline, and what comes in from outside. */
export function App({ editor, storageWarning }: { editor: Editor; storageWarning: string | undefined }) {
  const { refusal, dismiss, openFiles, dropping, drop } = useIncoming(editor);
  const announcement = useStore(editor.store, (s) => s.announcement);
  const name = useStore(editor.store, (s) => s.plan.name);
  const empty = useStore(
    editor.store,
    ({ plan }) => ![plan.clusters, plan.routers, plan.hosts].some((list) => list && list.length > 0),
  );
  const canvas = useRef<HTMLElement>(null);
  const [drawer, setDrawer] = useState<Drawer>();
  useEffect(() => listenForShortcuts(editor, () => canvas.current), [editor]);
  useEffect(() => {
    document.title = `${name} · Hopwright`;
  }, [name]);
  const toggle = (which: Drawer) => () => setDrawer((open) => (open === which ? undefined : which));
  return (
    <div className={styles.app} {...drop}>
      <Header
        editor={editor}
        storageWarning={storageWarning}
        onFiles={(files) => void openFiles(files)}
        onPalette={toggle('palette')}
        onInspector={toggle('inspector')}
      />
      <Banners editor={editor} />
      <div className={styles.left} data-open={drawer === 'palette'}>
        <Palette editor={editor} />
      </div>
      <main className={styles.canvas} ref={canvas} aria-label="Canvas">
        <Canvas editor={editor} overlay={<PacketOverlay editor={editor} />} />
        {empty && <EmptyState editor={editor} onFiles={(files) => void openFiles(files)} />}
      </main>
      <aside className={styles.right} data-open={drawer === 'inspector'} aria-label="Inspector">
        <Inspector editor={editor} />
      </aside>
      <section className={styles.dock} aria-label="Results">
        <Dock editor={editor} />
      </section>
      <div className={styles.timeline}>
        <Timeline editor={editor} />
      </div>
      {dropping && <div className={styles.dropZone}>Drop the plan to open it</div>}
      {refusal && <ProblemsDialog title={refusal.title} problems={refusal.problems} onClose={dismiss} />}
      <div className={styles.live} role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
