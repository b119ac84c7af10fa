import { CopyPlus, Pencil, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '#panels';
import { Modal } from '#panels/popups';
import { countsText } from './counts.ts';
import styles from './DocumentDialogs.module.css';
import type { Documents } from './documents.ts';
import type { Design, Library } from './library.ts';
import { when } from './when.ts';

interface DesignsDialogProps {
  readonly documents: Documents;
  readonly library: Library;
  readonly open: boolean;
  readonly onClose: () => void;
}

interface Deleted {
  readonly design: Design;
  readonly bringBack: () => Promise<void>;
}

/** All designs that the browser keeps: open, rename, duplicate, delete, and bring back what was deleted by mistake. */
export function DesignsDialog({ documents, library, open, onClose }: DesignsDialogProps) {
  const [designs, setDesigns] = useState<readonly Design[]>();
  const [deleted, setDeleted] = useState<readonly Deleted[]>([]);
  const [problem, setProblem] = useState<string>();

  const refresh = useCallback(async () => setDesigns(await library.list()), [library]);
  useEffect(() => {
    if (open) void refresh();
  }, [open, refresh]);

  /** Does something with a design and shows what became of the list. */
  async function act(work: () => Promise<void>): Promise<void> {
    try {
      setProblem(undefined);
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
    await refresh();
  }

  return (
    <Modal title="Designs" open={open} onClose={onClose}>
      <p className={styles.hint}>
        Kept in this browser, on this device only. Export a design as a file to keep it elsewhere.
      </p>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {deleted.map(({ design, bringBack }) => (
        <p key={design.id} className={styles.deleted} role="status">
          <span>“{design.name}” was deleted.</span>
          <Button
            onClick={() =>
              void act(async () => {
                await bringBack();
                setDeleted((rows) => rows.filter((row) => row.design.id !== design.id));
              })
            }
          >
            Bring it back
          </Button>
        </p>
      ))}
      {designs?.length === 0 && (
        <p className={styles.hint}>Nothing is kept yet: what you draw is, by itself.</p>
      )}
      <ul className={styles.rows} aria-label="Kept designs">
        {designs?.map((design) => (
          <DesignRow
            key={design.id}
            design={design}
            onOpen={() => {
              onClose();
              void documents.open(design.id);
            }}
            onRename={(name) => act(() => library.rename(design.id, name))}
            onDuplicate={() => act(() => library.duplicate(design.id))}
            onDelete={() =>
              act(async () => {
                const bringBack = await library.remove(design.id);
                setDeleted((rows) => [...rows, { design, bringBack }]);
              })
            }
          />
        ))}
      </ul>
    </Modal>
  );
}

const PLACES: Record<Design['place'], string> = {
  here: 'open here',
  elsewhere: 'open in another tab',
  unsaved: 'not saved, only in this tab',
  kept: '',
};

interface DesignRowProps {
  readonly design: Design;
  readonly onOpen: () => void;
  readonly onRename: (name: string) => Promise<void>;
  readonly onDuplicate: () => Promise<void>;
  readonly onDelete: () => Promise<void>;
}

function DesignRow({ design, onOpen, onRename, onDuplicate, onDelete }: DesignRowProps) {
  const { name, savedAt, counts, place } = design;
  const [renaming, setRenaming] = useState(false);
  const locked =
    place === 'elsewhere' ? 'open in another tab' : place === 'unsaved' ? 'not saved yet' : undefined;
  const facts = [
    PLACES[place],
    savedAt === undefined ? '' : `saved ${when(savedAt, Date.now())}`,
    countsText(counts),
  ].filter(Boolean);
  return (
    <li className={styles.row} data-here={place === 'here'}>
      <div className={styles.what}>
        {renaming ? (
          <RenameField
            name={name}
            onDone={(wanted) => {
              setRenaming(false);
              if (wanted !== undefined && wanted !== name) void onRename(wanted);
            }}
          />
        ) : (
          <button type="button" className={styles.name} onClick={onOpen} title={`Open ${name}`}>
            {name}
          </button>
        )}
        <span className={styles.facts}>{facts.join(' · ')}</span>
      </div>
      <div className={styles.tools}>
        <IconButton
          label={`Rename ${name}`}
          title={locked === undefined ? 'Rename' : `Rename: ${locked}`}
          disabled={locked !== undefined}
          onClick={() => setRenaming(true)}
        >
          <Pencil size={15} aria-hidden />
        </IconButton>
        <IconButton label={`Duplicate ${name}`} title="Duplicate" onClick={() => void onDuplicate()}>
          <CopyPlus size={15} aria-hidden />
        </IconButton>
        <IconButton
          label={`Delete ${name}`}
          title={locked === undefined ? 'Delete' : `Delete: ${locked}`}
          disabled={locked !== undefined}
          onClick={() => void onDelete()}
        >
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </div>
    </li>
  );
}

function RenameField({ name, onDone }: { name: string; onDone: (wanted: string | undefined) => void }) {
  const over = useRef(false);
  const finish = (wanted: string | undefined): void => {
    // Enter ends the field, and its end blurs it: only the first counts.
    if (over.current) return;
    over.current = true;
    onDone(wanted?.trim() === '' ? undefined : wanted?.trim());
  };
  return (
    <input
      className={styles.field}
      aria-label={`Name of ${name}`}
      defaultValue={name}
      maxLength={253}
      // biome-ignore lint/a11y/noAutofocus: the field takes the place of the button that was pressed
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') {
          // The dialog stays.
          event.stopPropagation();
          finish(undefined);
        }
      }}
    />
  );
}
