import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Canvas, PacketOverlay } from '#canvas';
import type { PlanProblem } from '#core';
import type { Editor } from '#editor';
import { copyLink, Explaining, FindingCounts, FlowChoice, followView, Timeline } from '#panels';
import { type Incoming, readLink } from '../incoming.ts';
import { Notice } from '../Notice.tsx';
import { listenForShortcuts } from '../shortcuts.ts';
import { type Around, converse } from './conversation.ts';
import styles from './Embed.module.css';
import type { Embedding } from './embedding.ts';
import { inOrder } from './inOrder.ts';
import { OpenOutside } from './OpenOutside.tsx';

declare const HOPWRIGHT_VERSION: string;

interface EmbedPageProps {
  readonly editor: Editor;
  readonly embedding: Embedding;
  readonly around: Around;
}

/** A plan inside another page: to be looked at, walked and played. It changes nothing, and keeps nothing. */
export function EmbedPage({ editor, embedding, around }: EmbedPageProps) {
  const name = useStore(editor.store, (s) => s.plan.name);
  const announcement = useStore(editor.store, (s) => s.announcement);
  const failure = useStore(editor.store, (s) => s.analysis.failure);
  const [problems, setProblems] = useState<readonly PlanProblem[]>();
  const [loaded, setLoaded] = useState(false);
  useEffect(() => listenForShortcuts(editor, () => true), [editor]);
  useEffect(
    () =>
      editor.surface.on('copy-hop-link', () => {
        void copyLink(editor, { hop: true }).then((copied) => {
          if (!copied)
            editor.announce('This page may not copy: open the plan in Hopwright and share it there.');
        });
      }),
    [editor],
  );
  useEffect(() => {
    const bring = inOrder((incoming: Incoming): void => {
      setProblems(incoming.ok ? undefined : incoming.problems);
      if (!incoming.ok) return;
      setLoaded(true);
      editor.open(incoming.plan);
      followView(editor, incoming.view ?? {});
      if (incoming.remarks?.length) editor.announce(incoming.remarks.join(' '));
    });
    const openLink = (): void => {
      if (location.hash.length > 1) void bring(readLink(location.hash));
      else if (embedding.origins.length === 0) setProblems([NO_PLAN]);
    };
    const end = converse(editor, around, bring, HOPWRIGHT_VERSION);
    openLink();
    window.addEventListener('hashchange', openLink);
    return () => {
      end();
      window.removeEventListener('hashchange', openLink);
    };
  }, [editor, embedding, around]);
  useEffect(() => {
    document.title = `${name} · Hopwright`;
  }, [name]);

  return (
    <div className={styles.page} data-minimal={embedding.minimal}>
      <header className={styles.header}>
        <img className={styles.logo} src="./icon.svg" alt="" width={20} height={20} />
        <h1 className={styles.name}>{name}</h1>
        {loaded && (
          <>
            <span className={styles.counts}>
              <FindingCounts editor={editor} />
            </span>
            <span className={styles.walk}>
              <FlowChoice editor={editor} />
            </span>
            <OpenOutside editor={editor} />
          </>
        )}
      </header>
      <main className={styles.canvas} aria-label="Canvas" data-keys="canvas">
        <Canvas
          editor={editor}
          overlay={<PacketOverlay editor={editor} />}
          cover={
            problems && (
              <div className={styles.problems} role="alert">
                <p>This plan cannot be shown.</p>
                <ul>
                  {problems.slice(0, 5).map(({ path, message }) => (
                    <li key={`${path} ${message}`}>{path === '' ? message : `${path}: ${message}`}</li>
                  ))}
                </ul>
              </div>
            )
          }
        />
        <Notice editor={editor} />
      </main>
      {failure !== undefined && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.timeline}>
        <Timeline editor={editor} />
      </div>
      <Explaining editor={editor} />
      <div className={styles.live} role="status" aria-live="polite" aria-label="Announcements">
        {announcement}
      </div>
    </div>
  );
}

const NO_PLAN: PlanProblem = {
  path: '',
  message: 'the address of this frame has no plan behind its #, and names no page that may send one',
};
