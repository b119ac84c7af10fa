import { type Clock, createEditor, type Editor } from '#editor';
import type { CoreConnection } from '#worker';
import { connectDatabase } from './documents/database.ts';
import type { DocStore } from './documents/docStore.ts';
import { createDocuments, type Documents } from './documents/documents.ts';
import { inDatabase } from './documents/inDatabase.ts';
import { createLibrary, type Library } from './documents/library.ts';
import { browserWorld } from './documents/world.ts';
import { editorServices } from './services.ts';

export interface Started {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
  readonly store: DocStore;
}

/** How long after the browser took the database away the document is stored again, in milliseconds. */
const AGAIN_AFTER = 1_000;

/** Opens the tab's document in an editor. */
export async function startEditor(core: CoreConnection, clock: Clock): Promise<Started> {
  let started: Started | undefined;
  const database = connectDatabase(
    {
      leaving: async () => started?.editor.flush(),
      lost: () => clock.after(AGAIN_AFTER, () => void started?.documents.check()),
    },
    clock,
  );
  const world = browserWorld(clock);
  const store = inDatabase(database, world.page);
  const documents = createDocuments(store, world);
  const editor = createEditor(editorServices(core, documents), clock, await documents.begin());
  documents.attach(editor);
  started = { editor, documents, library: createLibrary(documents, store, world, editor), store };
  keepSafe(started);
  return started;
}

/** Writes when the page may be going, looks for other tabs when it comes back, and asks before work is lost. */
function keepSafe({ editor, documents }: Started): void {
  const save = (): void => {
    documents.sayLastWord();
    void editor.flush();
  };
  let left: HTMLElement | undefined;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      left = finishField();
      save();
    } else {
      left?.focus();
      left = undefined;
      void documents.check();
    }
  });
  window.addEventListener('pagehide', () => {
    finishField();
    save();
  });
  window.addEventListener('beforeunload', (event) => {
    finishField();
    // What only waits for its turn is written now; only what the store refuses is worth a question.
    save();
    const failed = editor.store.getState().save.kind === 'failed';
    if (failed && [...documents.unsaved.values()].some(({ edited }) => edited)) event.preventDefault();
  });
}

/** A field takes what was written in it when it loses the focus. The answer is the field, to give the focus back to. */
function finishField(): HTMLElement | undefined {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return undefined;
  field.blur();
  return field;
}
