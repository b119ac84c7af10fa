import { Cable, Layers, Lock, type LucideIcon, Monitor, Router } from 'lucide-react';
import type { DragEvent } from 'react';
import { useStore } from 'zustand';
import { PALETTE_TYPE } from '#canvas';
import { commandById, type Editor, type NewKind, run } from '#editor';
import styles from './Palette.module.css';

/** Buttons of commands; the kind is what a dragged one carries. */
const DEVICES: readonly { kind: NewKind; id: string; name: string; Icon: LucideIcon }[] = [
  { kind: 'cluster', id: 'add-cluster', name: 'Cluster', Icon: Layers },
  { kind: 'router', id: 'add-router', name: 'Router', Icon: Router },
  { kind: 'host', id: 'add-host', name: 'Host', Icon: Monitor },
];

const LINKS: readonly { id: string; name: string; Icon: LucideIcon }[] = [
  { id: 'link-vpn', name: 'VPN link', Icon: Lock },
  { id: 'link-direct', name: 'Direct link', Icon: Cable },
];

/** What can be put on the canvas: drag it there, or press it to have it placed. */
export function Palette({ editor }: { editor: Editor }) {
  // Who has connected something knows how.
  const beginning = useStore(
    editor.store,
    ({ plan }) =>
      ![...(plan.clusters ?? []), ...(plan.hosts ?? [])].some(({ router }) => router !== undefined),
  );
  return (
    <nav className={styles.palette} aria-label="Palette" data-landmark>
      <h2 className={styles.heading}>Add</h2>
      {DEVICES.map(({ kind, ...entry }) => (
        <PaletteEntry
          key={kind}
          editor={editor}
          {...entry}
          onDragStart={(event) => {
            event.dataTransfer.setData(PALETTE_TYPE, kind);
            event.dataTransfer.effectAllowed = 'copy';
          }}
        />
      ))}
      <h2 className={styles.heading}>Connect</h2>
      {LINKS.map((link) => (
        <PaletteEntry key={link.id} editor={editor} {...link} />
      ))}
      {beginning && (
        <p className={styles.hint}>
          Drag a thing onto the canvas. Draw a line between the dots of two cards to connect them.
        </p>
      )}
    </nav>
  );
}

interface EntryProps {
  readonly editor: Editor;
  /** The command that it runs. */
  readonly id: string;
  readonly name: string;
  readonly Icon: LucideIcon;
  readonly onDragStart?: (event: DragEvent) => void;
}

function PaletteEntry({ editor, id, name, Icon, onDragStart }: EntryProps) {
  const { command, keys } = commandById(id);
  // The sentence alone: the entry is drawn anew only when whether and why it applies changes.
  const reason = useStore(editor.store, (state) => {
    const answer = command(state);
    return answer.applies ? undefined : answer.reason;
  });
  return (
    <button
      type="button"
      className={styles.entry}
      draggable={onDragStart !== undefined && reason === undefined}
      onDragStart={onDragStart}
      aria-disabled={reason !== undefined}
      title={reason}
      aria-keyshortcuts={keys[0]}
      onClick={() => run(editor, command)}
    >
      <Icon size={18} aria-hidden />
      <span>{name}</span>
      <kbd className={styles.key} aria-hidden>
        {keys[0]}
      </kbd>
    </button>
  );
}
