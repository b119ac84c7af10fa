import { CloudOff, Copy, Eye, Lock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import { Button, exportPlan, followView, viewOf } from '#panels';
import styles from './Banners.module.css';
import { copyName } from './documents/copyName.ts';
import { countsOf } from './documents/docStore.ts';
import type { Documents } from './documents/documents.ts';

interface BannersProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly children?: ReactNode;
}

/** What everybody must know at once: why nothing can be changed, that nothing is stored, or that checking has stopped. */
export function Banners({ editor, documents, children }: BannersProps) {
  const readOnly = useStore(editor.store, (s) => s.readOnly);
  const save = useStore(editor.store, (s) => s.save);
  const worth = useStore(
    editor.store,
    ({ edited, plan }) => edited || Object.values(countsOf(plan)).some(Boolean),
  );
  const failure = useStore(editor.store, (s) => s.analysis.failure);
  return (
    <div className={styles.banners}>
      {children}
      {readOnly === 'preview' && (
        <section className={styles.preview} aria-label="Shared design">
          <Eye size={16} aria-hidden />
          <span>
            <strong>Viewing a shared design.</strong> Your own work is untouched.
          </span>
          <Button look="primary" onClick={() => keepCopy(editor)}>
            Save a copy
          </Button>
          <Button onClick={() => editor.closePreview()}>Close</Button>
        </section>
      )}
      {readOnly === 'elsewhere' && <OpenElsewhere editor={editor} documents={documents} />}
      {readOnly === 'view' && (
        <section className={styles.preview} aria-label="Read-only view">
          <Eye size={16} aria-hidden />
          <span>
            <strong>Read-only view.</strong> Look, walk and play; nothing is changed by mistake.
          </span>
          <Button look="primary" onClick={() => editor.setReadOnly('view', false)}>
            Edit
          </Button>
        </section>
      )}
      {save.kind === 'failed' && readOnly !== 'embed' && (
        <NotSaved editor={editor} reason={save.reason} download={worth && readOnly !== 'preview'} />
      )}
      <Recovered documents={documents} />
      {failure !== undefined && (
        <section className={styles.failure} aria-label="Checking stopped" role="alert">
          <TriangleAlert size={16} aria-hidden />
          <span>{failure}</span>
          <Button onClick={() => editor.judgeAgain()}>Check again</Button>
        </section>
      )}
    </div>
  );
}

/** The copy is shown as the shared plan was: with its finding, and at its hop. */
function keepCopy(editor: Editor): void {
  const view = viewOf(editor.store.getState(), { finding: true, hop: true });
  editor.acceptPreview();
  followView(editor, view);
}

function OpenElsewhere({ editor, documents }: { editor: Editor; documents: Documents }) {
  const openCopy = (): void => {
    const { plan } = editor.store.getState();
    editor.open({ ...plan, name: copyName(plan.name, 'copy') }, { keep: true });
  };
  return (
    <section className={styles.preview} aria-label="Open in another tab" role="status">
      <Lock size={16} aria-hidden />
      <span>
        <strong>Read-only: open in another tab.</strong> What is changed there is shown here.
      </span>
      <Button look="primary" onClick={() => void documents.takeOver()}>
        Take over
      </Button>
      <Button onClick={openCopy}>Edit a copy</Button>
    </section>
  );
}

interface NotSavedProps {
  readonly editor: Editor;
  readonly reason: string;
  /** False where there is nothing to lose, or a shared design is in the place of the plan that is not saved. */
  readonly download: boolean;
}

function NotSaved({ editor, reason, download }: NotSavedProps) {
  return (
    <section className={styles.failure} aria-label="Not saved" role="alert">
      <CloudOff size={16} aria-hidden />
      <span>
        <strong>Not saved:</strong> {reason}. For now your work is only in this tab.
      </span>
      {download && (
        <Button look="primary" onClick={() => exportPlan(editor.store.getState().plan)}>
          Download the plan
        </Button>
      )}
      <Button onClick={() => void editor.flush()}>Try again</Button>
    </section>
  );
}

function Recovered({ documents }: { documents: Documents }) {
  const copy = useStore(documents.state, (s) => s.recovered);
  if (!copy) return null;
  const dismiss = (): void => documents.state.setState({ recovered: undefined });
  return (
    <section className={styles.failure} aria-label="Recovered copy" role="alert">
      <Copy size={16} aria-hidden />
      {copy.here ? (
        <span>
          <strong>This is a recovered copy.</strong> Another tab changed the design at the same time: your
          work goes on here as “{copy.name}”, the other is under Designs.
        </span>
      ) : (
        <span>
          <strong>A recovered copy was made.</strong> Another tab took over before your last changes here were
          stored: they are kept as “{copy.name}”.
        </span>
      )}
      {!copy.here && (
        <Button look="primary" onClick={() => void documents.open(copy.id)}>
          Open it
        </Button>
      )}
      <Button onClick={dismiss}>Dismiss</Button>
    </section>
  );
}
