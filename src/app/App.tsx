import { useEffect, useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { Canvas, PacketOverlay } from '#canvas';
import type { Editor } from '#editor';
import {
  chooseFiles,
  Dock,
  EmptyState,
  Exporting,
  focusWhenThere,
  Inspector,
  LessonSide,
  Lessons,
  ProblemsDialog,
  Timeline,
} from '#panels';
import styles from './App.module.css';
import { Banners } from './Banners.tsx';
import { Commands } from './Commands.tsx';
import { type Drawer, DrawerButtons } from './DrawerButtons.tsx';
import { DocumentDialogs } from './documents/DocumentDialogs.tsx';
import type { DocStore } from './documents/docStore.ts';
import type { Documents } from './documents/documents.ts';
import type { Library } from './documents/library.ts';
import { Header } from './Header.tsx';
import { NewVersion } from './NewVersion.tsx';
import { Notice } from './Notice.tsx';
import { OutlineSection } from './OutlineSection.tsx';
import type { Offline } from './offline.ts';
import { Palette } from './Palette.tsx';
import type { Preferences } from './preferences.ts';
import { Sharing } from './Sharing.tsx';
import { listenForShortcuts } from './shortcuts.ts';
import { useIncoming } from './useIncoming.ts';

interface AppProps {
  readonly editor: Editor;
  readonly store: DocStore;
  readonly documents: Documents;
  readonly library: Library;
  readonly offline: Offline;
  readonly preferences: StoreApi<Preferences>;
}

/** The page: header, palette, canvas, inspector, results and timeline, and what comes in from outside. */
export function App({ editor, documents, library, store, offline, preferences }: AppProps) {
  const { refusal, dismiss, openFiles, takeText, dropping } = useIncoming(editor);
  const announcement = useStore(editor.store, (s) => s.announcement);
  const name = useStore(editor.store, (s) => s.plan.name);
  const empty = useStore(
    editor.store,
    ({ plan }) => ![plan.clusters, plan.routers, plan.hosts].some((list) => list && list.length > 0),
  );
  const [drawer, setDrawer] = useState<Drawer>();
  const focusMode = useStore(preferences, (s) => s.focusMode);
  const canvasHidden = useStore(preferences, (s) => s.canvasHidden);
  useEffect(() => listenForShortcuts(editor, () => preferences.getState().singleKeys), [editor, preferences]);
  useEffect(() => editor.surface.on('import', () => void chooseFiles().then(openFiles)), [editor, openFiles]);
  useEffect(
    () =>
      editor.surface.on('inspect', () => {
        preferences.setState({ focusMode: false });
        setDrawer('inspector');
        focusWhenThere('[aria-label="Inspector"] input:not(:disabled)');
      }),
    [editor, preferences],
  );
  useEffect(() => {
    document.title = `${name} · Hopwright`;
  }, [name]);

  return (
    <div className={styles.app} data-drawer={drawer} data-focus={focusMode || undefined}>
      <Header editor={editor} documents={documents} library={library} preferences={preferences} />
      <Banners editor={editor} documents={documents}>
        <NewVersion editor={editor} offline={offline} />
      </Banners>
      <DrawerButtons drawer={drawer} onDrawer={setDrawer} />
      <div className={styles.left}>
        <Palette editor={editor} />
        {!canvasHidden && <OutlineSection editor={editor} />}
      </div>
      {canvasHidden ? (
        <OutlineSection editor={editor} large>
          <Notice editor={editor} />
        </OutlineSection>
      ) : (
        <main className={styles.canvas} aria-label="Canvas" data-keys="canvas" data-landmark>
          <Canvas
            editor={editor}
            overlay={<PacketOverlay editor={editor} />}
            cover={
              empty && (
                <div className={styles.empty}>
                  <EmptyState editor={editor} onFiles={(files) => void openFiles(files)} />
                </div>
              )
            }
          />
          <Notice editor={editor} />
        </main>
      )}
      <div className={styles.rightColumn}>
        <div className={styles.lesson}>
          <LessonSide editor={editor} />
        </div>
        <aside className={styles.right} aria-label="Inspector" data-landmark>
          <Inspector editor={editor} />
        </aside>
      </div>
      <section className={styles.dock} aria-label="Results" data-landmark>
        <Dock editor={editor} />
      </section>
      <div className={styles.timeline} data-landmark>
        <Timeline editor={editor} />
      </div>
      {dropping && (
        <div className={styles.dropZone}>
          <p>Drop a plan, or a picture with a plan inside, to open it</p>
          <p className={styles.dropHint}>What you are working on is kept under Designs.</p>
        </div>
      )}
      <Commands
        editor={editor}
        documents={documents}
        library={library}
        preferences={preferences}
        takeText={takeText}
      />
      <DocumentDialogs editor={editor} documents={documents} library={library} store={store} />
      <Sharing editor={editor} />
      <Lessons editor={editor} />
      <Exporting editor={editor} />
      <ProblemsDialog problems={refusal?.problems} title={refusal?.title ?? ''} onClose={dismiss} />
      <div className={styles.live} role="status" aria-live="polite" aria-label="Announcements">
        {announcement}
      </div>
    </div>
  );
}
