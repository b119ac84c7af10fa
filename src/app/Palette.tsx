import { Cable, Layers, Lock, Monitor, Router } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useStore } from 'zustand';
import { PALETTE_TYPE } from '#canvas';
import { add, type Command, connectSelection, type Editor, type NewKind, run } from '#editor';
import styles from './Palette.module.css';

const DEVICES: readonly { kind: NewKind; name: string; keys: string; Icon: typeof Layers }[] = [
  { kind: 'cluster', name: 'Cluster', keys: 'C', Icon: Layers },
  { kind: 'router', name: 'Router', keys: 'R', Icon: Router },
  { kind: 'host', name: 'Host', keys: 'E', Icon: Monitor },
];

const LINKS: readonly { name: string; keys: string; Icon: typeof Lock; command: Command }[] = [
  { name: 'VPN link', keys: 'W', Icon: Lock, command: connectSelection('vpn') },
  { name: 'Direct link', keys: 'L', Icon: Cable, command: connectSelection('direct') },
];

/** What can be put on the canvas: drag it there, or press it to have it placed. */
export function Palette({ editor }: { editor: Editor }) {
  const [hint, setHint] = useState<string>();
  const state = useStore(editor.store);
  const onDragStart = (event: DragEvent, kind: NewKind): void => {
    event.dataTransfer.setData(PALETTE_TYPE, kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <nav className={styles.palette} aria-label="Palette">
      <h2 className={styles.heading}>Add</h2>
      {DEVICES.map(({ kind, name, keys, Icon }) => (
        <button
          key={kind}
          type="button"
          className={styles.entry}
          draggable
          onDragStart={(event) => onDragStart(event, kind)}
          onClick={() => run(editor, add(kind))}
          aria-keyshortcuts={keys}
        >
          <Icon size={18} aria-hidden />
          <span>{name}</span>
          <kbd className={styles.key}>{keys}</kbd>
        </button>
      ))}
      <h2 className={styles.heading}>Connect</h2>
      {LINKS.map(({ name, keys, Icon, command }) => {
        const answer = command(state);
        return (
          <button
            key={name}
            type="button"
            className={styles.entry}
            aria-disabled={!answer.applies}
            title={answer.applies ? undefined : answer.reason}
            aria-keyshortcuts={keys}
            onClick={() => {
              const done = run(editor, command);
              setHint(done.applies ? undefined : done.reason);
            }}
          >
            <Icon size={18} aria-hidden />
            <span>{name}</span>
            <kbd className={styles.key}>{keys}</kbd>
          </button>
        );
      })}
      <p className={styles.hint}>
        {hint ?? 'Drag a thing onto the canvas. Draw a line between the dots of two cards to connect them.'}
      </p>
    </nav>
  );
}
