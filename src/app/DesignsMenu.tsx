import { FilePlus2, Files, History } from 'lucide-react';
import { useState } from 'react';
import type { Editor } from '#editor';
import { MenuButton, MenuGroup, MenuItem } from '#panels/popups';
import { EMPTY_PLAN } from './documents/choose.ts';
import type { Documents } from './documents/documents.ts';
import type { Design, Library } from './documents/library.ts';
import { when } from './documents/when.ts';

/** So many of the newest designs are in the menu; all are in the dialog. */
const NEWEST = 6;

interface DesignsMenuProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
  readonly initiallyOpen: true;
}

/** A new design, the newest that this browser keeps, and the way to all of them and to the versions of this one. */
export function DesignsMenu({ editor, documents, library, initiallyOpen }: DesignsMenuProps) {
  const [designs, setDesigns] = useState<readonly Design[]>([]);
  return (
    <MenuButton
      name="Designs"
      initiallyOpen={initiallyOpen}
      onOpen={() => void library.list().then(setDesigns, () => setDesigns([]))}
    >
      <MenuItem
        icon={<FilePlus2 size={15} aria-hidden />}
        title="New design"
        onClick={() => editor.open(EMPTY_PLAN)}
      />
      <MenuItem
        icon={<History size={15} aria-hidden />}
        title="Versions of this design…"
        onClick={() => editor.surface.run('versions')}
      />
      <MenuItem
        icon={<Files size={15} aria-hidden />}
        title="All designs…"
        onClick={() => editor.surface.run('designs')}
      />
      {designs.length > 0 && (
        <MenuGroup label="Kept in this browser">
          {designs.slice(0, NEWEST).map((design) => (
            <MenuItem
              key={design.id}
              strong
              title={design.name}
              detail={facts(design)}
              onClick={() => void documents.open(design.id)}
            />
          ))}
        </MenuGroup>
      )}
    </MenuButton>
  );
}

function facts({ place, savedAt }: Design): string {
  const saved = savedAt === undefined ? 'not saved yet' : when(savedAt, Date.now());
  if (place === 'here') return `${saved} · open here`;
  return place === 'elsewhere' ? `${saved} · open in another tab` : saved;
}
