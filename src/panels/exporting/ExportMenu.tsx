import { Download, FileText, FlaskConical, Image, ImagePlus, Printer, Table2 } from 'lucide-react';
import { commandById, type Editor, run } from '#editor';
import { MenuButton, MenuItem } from '../ui/Menu.tsx';

const ENTRIES = [
  ['export', Download, 'A plan that Hopwright, the command line and reviews read'],
  ['export-picture', Image, 'SVG or PNG; dropped onto this page it opens again'],
  ['copy-picture', ImagePlus, 'For a chat, a mail or slides'],
  ['print', Printer, 'The picture, then the address plan and what was found'],
  ['export-report', FileText, 'Address plan, findings with their remedies, and flows'],
  ['export-csv', Table2, 'Every range, for a spreadsheet or an IPAM'],
  ['export-lab', FlaskConical, 'A script that builds the plan on a Linux machine'],
] as const;

/** Everything that a plan can be saved as. */
export function ExportMenu({ editor, initiallyOpen }: { editor: Editor; initiallyOpen: true }) {
  return (
    <MenuButton name="Export" initiallyOpen={initiallyOpen}>
      {ENTRIES.map(([id, Icon, detail]) => {
        const { title, keys, command } = commandById(id);
        return (
          <MenuItem
            key={id}
            icon={<Icon size={15} aria-hidden />}
            title={title}
            detail={detail}
            keys={keys[0]}
            onClick={() => run(editor, command)}
          />
        );
      })}
    </MenuButton>
  );
}
