import { useCallback, useEffect, useState } from 'react';
import type { Editor } from '#editor';
import { exportPlan, fileNameOf } from '../dialogs/planFile.ts';
import { download } from './download.ts';
import { fileStem } from './files.ts';
import { LabDialog, PictureDialog, PrintSheet } from './lazyExporting.ts';

/** Everything that leaves the page as a file, a picture or on paper, and the commands for it. */
export function Exporting({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState<'picture' | 'lab'>();
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const { surface } = editor;
    const off = [
      surface.on('export', () => {
        const { plan } = editor.store.getState();
        exportPlan(plan);
        editor.announce(`Exported as ${fileNameOf(plan)}.`);
      }),
      surface.on('export-picture', () => setOpen('picture')),
      surface.on('export-lab', () => setOpen('lab')),
      surface.on('print', () => setPrinting(true)),
      surface.on('export-report', () => void saveText(editor, 'report')),
      surface.on('export-csv', () => void saveText(editor, 'csv')),
      // Where the page may not copy, the dialog shows the picture and says so.
      surface.on('copy-picture', () => {
        void import('./copyPicture.ts').then(async ({ copyPicture }) => {
          if (!(await copyPicture(editor))) setOpen('picture');
        });
      }),
    ];
    return () => {
      for (const stop of off) stop();
    };
  }, [editor]);
  const close = useCallback(() => setOpen(undefined), []);
  const printed = useCallback(() => setPrinting(false), []);
  return (
    <>
      <PictureDialog editor={editor} open={open === 'picture'} onClose={close} />
      <LabDialog editor={editor} open={open === 'lab'} onClose={close} />
      {printing && <PrintSheet editor={editor} onDone={printed} />}
    </>
  );
}

const TEXTS = {
  report: { type: 'text/markdown', ending: '.md' },
  csv: { type: 'text/csv', ending: '.csv' },
} as const;

async function saveText(editor: Editor, kind: keyof typeof TEXTS): Promise<void> {
  const { csvOf, reportOf } = await import('./texts.ts');
  const made = await (kind === 'csv' ? csvOf(editor) : reportOf(editor));
  if ('problem' in made) {
    editor.announce(made.problem);
    return;
  }
  const { type, ending } = TEXTS[kind];
  const stem = fileStem(editor.store.getState().plan.name);
  download(`${stem}${ending}`, new Blob([made.text], { type: `${type};charset=utf-8` }));
  editor.announce(`Exported as ${stem}${ending}.`);
}
