import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useState } from 'react';
import { type StoreApi, useStore } from 'zustand';
import { textMatcher } from '#editor';
import { IconButton, KeyCaps } from '#panels';
import { type KeyRow, keySections } from './keySections.ts';
import type { Preferences } from './preferences.ts';
import styles from './ShortcutsSheet.module.css';

interface ShortcutsSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly preferences: StoreApi<Preferences>;
}

/** Every key, to be searched, and the switch that turns single keys off. */
export function ShortcutsSheet({ open, onClose, preferences }: ShortcutsSheetProps) {
  const [query, setQuery] = useState('');
  const singleKeys = useStore(preferences, (s) => s.singleKeys);
  const matches = textMatcher(query);
  const answers = ({ title, keys }: KeyRow): boolean =>
    matches(`${title} ${keys.join(' ').replaceAll('Arrow', '')}`) !== undefined;
  const sections = keySections()
    .map(({ name, rows }) => ({ name, rows: rows.filter(answers) }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>Keyboard shortcuts</Dialog.Title>
            <input
              type="search"
              className={styles.search}
              aria-label="Search the keys"
              placeholder="Search…"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
            <Dialog.Close
              render={
                <IconButton label="Close">
                  <X size={16} aria-hidden />
                </IconButton>
              }
            />
          </div>
          <label className={styles.switch}>
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => preferences.setState({ singleKeys: event.target.checked })}
            />
            <span>
              Single keys act, such as C for a cluster, while the canvas or the outline has the focus. Off,
              only keys with Ctrl or Alt and keys that write nothing do.
            </span>
          </label>
          {sections.length === 0 && <p className={styles.none}>No key does “{query.trim()}”.</p>}
          <div className={styles.groups}>
            {sections.map(({ name, rows }) => (
              <section key={name} aria-label={name} className={styles.section}>
                <h3 className={styles.group}>{name}</h3>
                <dl className={styles.rows}>
                  {rows.map(({ title, keys }) => (
                    <div key={title} className={styles.row}>
                      <dt>{title}</dt>
                      <dd>
                        {keys.map((written) => (
                          <KeyCaps key={written} keys={written} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
