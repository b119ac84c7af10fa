import type { Editor } from '#editor';
import { Modal } from '../ui/Modal.tsx';
import { PictureForm } from './PictureForm.tsx';

/** The plan as a picture: how it is to look, and what it looks like. */
export function PictureDialog({
  editor,
  open,
  onClose,
}: {
  editor: Editor;
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Modal title="Export a picture" open={open} onClose={onClose}>
      <PictureForm editor={editor} />
    </Modal>
  );
}
