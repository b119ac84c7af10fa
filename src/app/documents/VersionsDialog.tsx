import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type Editor, whyReadOnly } from '#editor';
import { Button } from '#panels';
import { Modal } from '#panels/popups';
import { copyName } from './copyName.ts';
import { countsText } from './counts.ts';
import styles from './DocumentDialogs.module.css';
import type { DocStore, Revision } from './docStore.ts';
import { when } from './when.ts';

interface VersionsDialogProps {
  readonly editor: Editor;
  readonly store: DocStore;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The versions of the open design that the browser keeps: restored as one step that can be undone, or opened as a copy. */
export function VersionsDialog({ editor, store, open, onClose }: VersionsDialogProps) {
  const document = useStore(editor.store, (s) => s.document);
  const name = useStore(editor.store, (s) => s.plan.name);
  const readOnly = useStore(editor.store, (s) => s.readOnly);
  const [revisions, setRevisions] = useState<readonly Revision[]>();
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    if (!open) return;
    setProblem(undefined);
    editor
      .flush()
      .then(() => store.revisions(document))
      .then(setRevisions)
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  }, [open, document, editor, store]);

  async function withPlan(
    revision: Revision,
    use: (plan: NonNullable<Awaited<ReturnType<DocStore['revision']>>>) => void,
  ): Promise<void> {
    try {
      const plan = await store.revision(document, revision.number);
      if (!plan) throw new Error('This version is not kept any more.');
      use(plan);
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  const restore = (revision: Revision): Promise<void> =>
    withPlan(revision, (plan) => {
      const time = when(revision.savedAt, Date.now());
      editor.change(`Restore the version of ${time}`, [{ kind: 'replace', plan }]);
      editor.announce(`Restored the version of ${time}. Undo brings back what was here.`);
    });

  const openCopy = (revision: Revision): Promise<void> =>
    withPlan(revision, (plan) => editor.open({ ...plan, name: copyName(plan.name, 'copy') }, { keep: true }));

  return (
    <Modal title={`Versions of ${name}`} open={open} onClose={onClose}>
      <p className={styles.hint}>
        The last 20 are kept: the newest ten as they came, those before spread over the time since the first.
      </p>
      {readOnly !== undefined && <p className={styles.hint}>{whyReadOnly(readOnly)}.</p>}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {revisions?.length === 0 && problem === undefined && (
        <p className={styles.hint}>There is none yet: the first comes with the first change.</p>
      )}
      <ol className={styles.rows} aria-label="Versions">
        {revisions?.map((revision, i) => (
          <li key={revision.number} className={styles.row} data-here={i === 0}>
            <div className={styles.what}>
              <strong className={styles.label}>{revision.label ?? 'Opened'}</strong>
              <span className={styles.facts}>
                <time
                  dateTime={new Date(revision.savedAt).toISOString()}
                  title={new Date(revision.savedAt).toLocaleString()}
                >
                  {when(revision.savedAt, Date.now())}
                </time>
                {` · ${countsText(revision.counts)}`}
              </span>
            </div>
            <div className={styles.tools}>
              {i === 0 ? (
                <span className={styles.facts}>as it is now</span>
              ) : (
                <>
                  <Button look="quiet" onClick={() => void openCopy(revision)}>
                    Open a copy
                  </Button>
                  <Button disabled={readOnly !== undefined} onClick={() => void restore(revision)}>
                    Restore
                  </Button>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
