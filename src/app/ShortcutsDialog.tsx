import { Dialog } from '@base-ui/react/dialog';
import { Keyboard, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { COMMANDS, type Editor, GROUPS, type Keys } from '#editor';
import { IconButton, TIMELINE_KEYS } from '#panels';
import header from './Header.module.css';
import styles from './ShortcutsDialog.module.css';

interface Row {
  readonly title: string;
  readonly keys: readonly Keys[];
}

const SECTIONS: readonly { readonly name: string; readonly rows: readonly Row[] }[] = [
  ...GROUPS.map((name) => ({
    name,
    rows: COMMANDS.filter(({ group, keys }) => group === name && keys.length > 0),
  })),
  { name: 'On the timeline', rows: TIMELINE_KEYS },
].filter(({ rows }) => rows.length > 0);

/** Every key, read from where the keys are defined. Opens with `?`. */
export function ShortcutsDialog({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false);
  useEffect(() => editor.surface.on('help', () => setOpen(true)), [editor]);
  return (
    <>
      <IconButton
        className={header.keys}
        label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setOpen(true)}
      >
        <Keyboard size={17} aria-hidden />
      </IconButton>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Backdrop className={styles.backdrop} />
          <Dialog.Popup className={styles.popup}>
            <div className={styles.head}>
              <Dialog.Title className={styles.title}>Keyboard shortcuts</Dialog.Title>
              <Dialog.Close className={styles.close} aria-label="Close" title="Close">
                <X size={16} aria-hidden />
              </Dialog.Close>
            </div>
            <div className={styles.groups}>
              {SECTIONS.map(({ name, rows }) => (
                <section key={name} aria-label={name} className={styles.section}>
                  <h3 className={styles.group}>{name}</h3>
                  <dl className={styles.rows}>
                    {rows.map(({ title, keys }) => (
                      <div key={title} className={styles.row}>
                        <dt>{title}</dt>
                        <dd>
                          {keys.map((written) => (
                            <kbd key={written} className={styles.key}>
                              {written.replace(/Arrow/, '')}
                            </kbd>
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
    </>
  );
}
