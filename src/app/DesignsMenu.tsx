import { Menu } from '@base-ui/react/menu';
import { ChevronDown, FilePlus2 } from 'lucide-react';
import { useState } from 'react';
import type { Editor } from '#editor';
import { EMPTY_PLAN } from './beginning.ts';
import styles from './DesignsMenu.module.css';
import type { DocStore, StoredDocument } from './docStore.ts';
import header from './Header.module.css';
import { continueDocument, type TabWorld } from './tabDocument.ts';

interface DesignsMenuProps {
  readonly editor: Editor;
  readonly store: DocStore;
  readonly tab: TabWorld;
}

/** The designs that this browser keeps, and a new one. */
export function DesignsMenu({ editor, store, tab }: DesignsMenuProps) {
  const [documents, setDocuments] = useState<readonly StoredDocument[]>([]);
  const goOn = async (document: StoredDocument): Promise<void> => {
    await editor.flush();
    if (await continueDocument(tab, document.id)) location.assign(location.pathname);
    else editor.announce(`${document.name} is open in another tab.`);
  };
  return (
    <Menu.Root onOpenChange={(open) => open && void store.list().then(setDocuments, () => setDocuments([]))}>
      <Menu.Trigger className={header.menu}>
        Designs <ChevronDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align="start">
          <Menu.Popup className={styles.popup}>
            <Menu.Item className={styles.item} onClick={() => editor.open(EMPTY_PLAN)}>
              <span className={styles.new}>
                <FilePlus2 size={15} aria-hidden /> New design
              </span>
            </Menu.Item>
            {documents.length > 0 && (
              <Menu.Group>
                <Menu.GroupLabel className={styles.label}>Kept in this browser</Menu.GroupLabel>
                {documents.slice(0, 20).map((document) => (
                  <Menu.Item key={document.id} className={styles.item} onClick={() => void goOn(document)}>
                    <strong>{document.name}</strong>
                    <span className={styles.when}>{new Date(document.savedAt).toLocaleString()}</span>
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
