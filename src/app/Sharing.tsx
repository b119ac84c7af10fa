import { useEffect, useState } from 'react';
import type { Editor } from '#editor';
import { copyLink, type Pointing, ShareDialog } from '#panels';

/** Links of the plan: the dialog, and the commands that copy one at once. */
export function Sharing({ editor }: { editor: Editor }) {
  const [open, setOpen] = useState(false);
  const [pointing, setPointing] = useState<Pointing>({});
  useEffect(() => {
    const share = (to: Pointing): void => {
      setPointing(to);
      setOpen(true);
    };
    // Where the page may not copy, the dialog shows the link.
    const copy = (to: Pointing) => async (): Promise<void> => {
      if (!(await copyLink(editor, to))) share(to);
    };
    const { surface } = editor;
    const off = [
      surface.on('share', () => share({})),
      surface.on('copy-link', () => void copy({})()),
      surface.on('copy-finding-link', () => void copy({ finding: true })()),
      surface.on('copy-hop-link', () => void copy({ hop: true })()),
    ];
    return () => {
      for (const stop of off) stop();
    };
  }, [editor]);
  return <ShareDialog editor={editor} open={open} pointing={pointing} onClose={() => setOpen(false)} />;
}
