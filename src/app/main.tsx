import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor } from '#editor';
import { App } from './App.tsx';
import { beginTab, exampleIn } from './beginning.ts';
import { openDocStore } from './docStore.ts';
import { startOffline } from './offline.ts';
import { editorServices, pageClock, startCore } from './services.ts';
import { browserTab } from './tabDocument.ts';
import { applyTheme, storedTheme } from './theme.ts';

applyTheme(storedTheme());
const store = await openDocStore();
const tab = browserTab();
const beginning = await beginTab(store, tab, location.search);
const editor = createEditor(editorServices(startCore(), store, tab), pageClock, beginning);

const example = exampleIn(location.search);
const wanted = new URLSearchParams(location.search).get('example');
if (example) editor.open(example.plan, { flow: example.flow });
else if (wanted !== null)
  editor.announce(`There is no example ${JSON.stringify(wanted.slice(0, 40))}; look under Examples.`);
if (wanted !== null) {
  // From here on it is the tab's own document: a reload brings back what became of it.
  history.replaceState(null, '', location.pathname + location.hash);
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void editor.flush();
});
window.addEventListener('pagehide', () => void editor.flush());

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
createRoot(root).render(
  <StrictMode>
    <App editor={editor} store={store} tab={tab} offline={startOffline()} />
  </StrictMode>,
);
