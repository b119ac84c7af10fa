import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { COMMANDS, GROUPS, type Keys } from '#editor';
import { TIMELINE_KEYS } from '#panels';
import styles from './ShortcutsSheet.module.css';

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

/** Every key, read from where the keys are defined. */
export function ShortcutsSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
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
  );
}
