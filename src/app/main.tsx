import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Editor } from '#editor';
import { openLesson, showExample } from '#panels';
import { App } from './App.tsx';
import { embeddingOf } from './embed/embedding.ts';
import { exampleOf } from './examples.ts';
import { startOffline } from './offline.ts';
import { browserStorage, createPreferences, rememberLayers } from './preferences.ts';
import { pageClock, startCore } from './services.ts';
import { startEditor } from './start.ts';
import { applyTheme, storedTheme, themeIn } from './theme.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');

// Nothing is awaited here: what is fetched later shares code with this module, and would wait for it in turn.
const embedding = embeddingOf(location.search);
if (embedding) {
  // Inside another page nothing is kept, so nothing that is kept is read.
  applyTheme(themeIn(location.search) ?? 'system');
  void import('./embed/startEmbed.tsx').then(({ startEmbed }) => startEmbed(root, embedding));
} else {
  applyTheme(themeIn(location.search) ?? storedTheme());
  void startPage(root);
}

async function startPage(place: HTMLElement): Promise<void> {
  const { editor, documents, library, store } = await startEditor(startCore(), pageClock);

  const asked = new URLSearchParams(location.search);
  const [wanted, lesson] = [asked.get('example'), asked.get('lesson')];
  const failed = (): void => editor.announce('What the address asks for could not be fetched.');
  if (wanted !== null) await openExampleOf(editor, wanted).catch(failed);
  if (lesson !== null) await openLesson(editor, lesson).catch(failed);
  if (wanted !== null || lesson !== null) {
    // From here on it is the tab's own document: a reload brings back what became of it.
    history.replaceState(null, '', location.pathname + location.hash);
  }

  const preferences = createPreferences(browserStorage());
  rememberLayers(preferences, editor);
  createRoot(place).render(
    <StrictMode>
      <App
        editor={editor}
        documents={documents}
        library={library}
        store={store}
        offline={startOffline()}
        preferences={preferences}
      />
    </StrictMode>,
  );
}

async function openExampleOf(editor: Editor, id: string): Promise<void> {
  const example = await exampleOf(id);
  if (example) showExample(editor, example);
  else editor.announce(`There is no example ${JSON.stringify(id.slice(0, 40))}; look under Examples.`);
}
