import { Menu } from '@base-ui/react/menu';
import { ChevronDown, FilePlus2, Files, History } from 'lucide-react';
import { useState } from 'react';
import type { Editor } from '#editor';
import styles from './DesignsMenu.module.css';
import { EMPTY_PLAN } from './documents/choose.ts';
import type { Documents } from './documents/documents.ts';
import type { Design, Library } from './documents/library.ts';
import { when } from './documents/when.ts';
import header from './Header.module.css';

/** So many of the newest designs are in the menu; all are in the dialog. */
const NEWEST = 6;

interface DesignsMenuProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
}

/** A new design, the newest that this browser keeps, and the way to all of them and to the versions of this one. */
export function DesignsMenu({ editor, documents, library }: DesignsMenuProps) {
  const [designs, setDesigns] = useState<readonly Design[]>([]);
  return (
    <Menu.Root onOpenChange={(open) => open && void library.list().then(setDesigns, () => setDesigns([]))}>
      <Menu.Trigger className={header.menu}>
        Designs <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align="start">
          <Menu.Popup className={styles.popup}>
            <Menu.Item className={styles.item} onClick={() => editor.open(EMPTY_PLAN)}>
              <span className={styles.act}>
                <FilePlus2 size={15} aria-hidden /> New design
              </span>
            </Menu.Item>
            <Menu.Item className={styles.item} onClick={() => editor.surface.run('versions')}>
              <span className={styles.act}>
                <History size={15} aria-hidden /> Versions of this design…
              </span>
            </Menu.Item>
            <Menu.Item className={styles.item} onClick={() => editor.surface.run('designs')}>
              <span className={styles.act}>
                <Files size={15} aria-hidden /> All designs…
              </span>
            </Menu.Item>
            {designs.length > 0 && (
              <Menu.Group>
                <Menu.GroupLabel className={styles.label}>Kept in this browser</Menu.GroupLabel>
                {designs.slice(0, NEWEST).map((design) => (
                  <Menu.Item
                    key={design.id}
                    className={styles.item}
                    onClick={() => void documents.open(design.id)}
                  >
                    <strong>{design.name}</strong>
                    <span className={styles.when}>{facts(design)}</span>
                  </Menu.Item>
                ))}
              </Menu.Group>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function facts({ place, savedAt }: Design): string {
  const saved = savedAt === undefined ? 'not saved yet' : when(savedAt, Date.now());
  if (place === 'here') return `${saved} · open here`;
  return place === 'elsewhere' ? `${saved} · open in another tab` : saved;
}
