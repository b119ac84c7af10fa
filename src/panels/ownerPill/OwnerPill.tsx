import { Popover } from '@base-ui/react/popover';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '#editor';
import type { PaletteItem } from '../commandPalette/item.ts';
import { ownerGroup } from '../commandPalette/planItems.ts';
import { Sign } from '../commandPalette/Sign.tsx';
import { afterClosing } from '../ui/afterClosing.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { useReadOnly } from '../useEditor.ts';
import styles from './OwnerPill.module.css';

/** An address or range that was pasted, and where. */
export interface AskedAddress {
  readonly text: string;
  /** In the window, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface OwnerPillProps {
  readonly editor: Editor;
  /** Undefined: it is closed. */
  readonly asked: AskedAddress | undefined;
  readonly onClose: () => void;
  /** Makes something of it instead. */
  readonly onAdd: () => void;
}

/** More ranges than these are counted: the palette lists them all. */
const MOST = 6;

/** Who has an address that was pasted, right where it was pasted: its owners, and the findings that speak of it. */
export function OwnerPill({ editor, asked, onClose, onAdd }: OwnerPillProps) {
  // What was chosen is done when the pill is gone and the focus is back.
  const chosen = useRef<() => void>(undefined);
  const popup = useRef<HTMLDivElement>(null);
  // It closes in the shape in which it was open.
  const [last, setLast] = useState(asked);
  if (asked !== undefined && asked !== last) setLast(asked);
  if (!last) return null;
  const { text, x, y } = last;
  const anchor = { getBoundingClientRect: () => DOMRect.fromRect({ x, y, width: 0, height: 0 }) };
  const end = (work: () => void): void => {
    chosen.current = work;
    onClose();
  };
  return (
    <Popover.Root
      open={asked !== undefined}
      onOpenChange={(open) => !open && onClose()}
      onOpenChangeComplete={(open) => {
        const work = chosen.current;
        chosen.current = undefined;
        if (!open && work) afterClosing(work);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner className={styles.positioner} anchor={anchor} sideOffset={8} align="start">
          <Popover.Popup
            ref={popup}
            className={styles.pill}
            aria-label={`Who has ${text}`}
            initialFocus={() => popup.current?.querySelector<HTMLElement>('li button') ?? true}
          >
            <Answer editor={editor} text={text} onChoose={(item) => end(item.run)} onAdd={() => end(onAdd)} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Answer({
  editor,
  text,
  onChoose,
  onAdd,
}: {
  editor: Editor;
  text: string;
  onChoose: (item: PaletteItem) => void;
  onAdd: () => void;
}) {
  // What the plan and its judgement are may change below it.
  useStore(editor.store, (state) => state.plan);
  useStore(editor.store, (state) => state.analysis);
  const readOnly = useReadOnly(editor);
  const group = ownerGroup(editor, text);
  if (!group) return null;
  const left = group.items.length - MOST;
  return (
    <>
      <div className={styles.head}>
        <Popover.Description className={styles.sentence}>{group.value}</Popover.Description>
        <Popover.Close
          render={
            <IconButton label="Close">
              <X size={14} aria-hidden />
            </IconButton>
          }
        />
      </div>
      {group.items.length > 0 && (
        <ul className={styles.owners} aria-label="Who has it">
          {group.items.slice(0, MOST).map((item) => (
            <li key={item.key}>
              <button type="button" className={styles.owner} onClick={() => onChoose(item)}>
                <Sign sign={item.sign} />
                <span className={styles.name}>{item.title}</span>
                {/* The results have the sentence of a finding. */}
                {item.key.startsWith('finding ') || <span className={styles.detail}>{item.detail}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {left > 0 && <p className={styles.more}>and {left} more: Ctrl+F lists them all.</p>}
      <div className={styles.foot}>
        <Button look="quiet" disabled={readOnly} onClick={onAdd}>
          <Plus size={14} aria-hidden /> Add it to the plan…
        </Button>
      </div>
    </>
  );
}
