import { useEffect, useState } from 'react';
import type { Editor } from '#editor';
import { lazilyOpened } from '#panels';
import type { DocStore } from './docStore.ts';
import type { Documents } from './documents.ts';
import type { Library } from './library.ts';

const DesignsDialog = lazilyOpened(
  async () => (await import('./DesignsDialog.tsx')).DesignsDialog,
  ({ open }) => open,
);
const VersionsDialog = lazilyOpened(
  async () => (await import('./VersionsDialog.tsx')).VersionsDialog,
  ({ open }) => open,
);

export interface DocumentDialogsProps {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly library: Library;
  readonly store: DocStore;
}

/** The dialogs about kept designs and versions, opened by their commands. */
export function DocumentDialogs({ editor, documents, library, store }: DocumentDialogsProps) {
  const [shown, setShown] = useState<'designs' | 'versions'>();
  useEffect(() => editor.surface.on('designs', () => setShown('designs')), [editor]);
  useEffect(() => editor.surface.on('versions', () => setShown('versions')), [editor]);
  const close = (): void => setShown(undefined);
  return (
    <>
      <DesignsDialog documents={documents} library={library} open={shown === 'designs'} onClose={close} />
      <VersionsDialog editor={editor} store={store} open={shown === 'versions'} onClose={close} />
    </>
  );
}
