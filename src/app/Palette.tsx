import { Cable, Layers, Lock, type LucideIcon, Monitor, Router } from 'lucide-react';
import type { DragEvent } from 'react';
import { useStore } from 'zustand';
import { PALETTE_TYPE } from '#canvas';
import { add, type Command, connectSelection, type Editor, type NewKind, run } from '#editor';
import styles from './Palette.module.css';

const DEVICES: readonly { kind: NewKind; name: string; keys: string; Icon: LucideIcon }[] = [
  { kind: 'cluster', name: 'Cluster', keys: 'C', Icon: Layers },
  { kind: 'router', name: 'Router', keys: 'R', Icon: Router },
  { kind: 'host', name: 'Host', keys: 'E', Icon: Monitor },
];

const LINKS: readonly { name: string; keys: string; Icon: LucideIcon; command: Command }[] = [
  { name: 'VPN link', keys: 'W', Icon: Lock, command: connectSelection('vpn') },
  { name: 'Direct link', keys: 'L', Icon: Cable, command: connectSelection('direct') },
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
      {DEVICES.map(({ kind, name, keys, Icon }) => (
        <PaletteEntry
          key={kind}
          editor={editor}
          name={name}
          keys={keys}
          Icon={Icon}
          command={add(kind)}
          onDragStart={(event) => {
            event.dataTransfer.setData(PALETTE_TYPE, kind);
            event.dataTransfer.effectAllowed = 'copy';
          }}
        />
      ))}
      <h2 className={styles.heading}>Connect</h2>
      {LINKS.map((link) => (
        <PaletteEntry key={link.name} editor={editor} {...link} />
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
  readonly name: string;
  readonly keys: string;
  readonly Icon: LucideIcon;
  readonly command: Command;
  readonly onDragStart?: (event: DragEvent) => void;
}

function PaletteEntry({ editor, name, keys, Icon, command, onDragStart }: EntryProps) {
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
      aria-keyshortcuts={keys}
      onClick={() => run(editor, command)}
    >
      <Icon size={18} aria-hidden />
      <span>{name}</span>
      <kbd className={styles.key} aria-hidden>
        {keys}
      </kbd>
    </button>
  );
}
