import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, type EditorServices } from '#editor';
import { pageClock, startCore } from '../services.ts';
import { pageAround } from './around.ts';
import { EmbedPage } from './EmbedPage.tsx';
import type { Embedding } from './embedding.ts';

/** Shows the page as a part of another: without documents, settings or anything else that a browser keeps. */
export function startEmbed(root: HTMLElement, embedding: Embedding): void {
  const core = startCore();
  const services: EditorServices = {
    judge: (plan, revision) => core.judge(plan, revision),
    trace: (question, revision) => core.trace(question, revision),
    routes: (device, revision) => core.routes(device, revision),
    survey: (revision) => core.survey(revision),
    reach: (revision, onProgress) => core.reach(revision, onProgress),
    save: async () => undefined,
    newId: () => 'embedded',
  };
  const editor = createEditor(services, pageClock, {
    id: 'embedded',
    plan: { hopwright: 1, name: 'Hopwright' },
    edited: false,
  });
  editor.setReadOnly('embed', true);
  createRoot(root).render(
    <StrictMode>
      <EmbedPage editor={editor} embedding={embedding} around={pageAround(embedding.origins)} />
    </StrictMode>,
  );
}
