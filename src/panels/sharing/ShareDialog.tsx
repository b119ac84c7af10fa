import type { Editor } from '#editor';
import { Modal } from '../ui/Modal.tsx';
import { ShareForm } from './ShareForm.tsx';
import type { Pointing } from './viewOf.ts';

/** The whole plan as a link. The plan is in the part after `#`, which browsers keep to themselves. */
export function ShareDialog({
  editor,
  open,
  pointing,
  onClose,
}: {
  editor: Editor;
  open: boolean;
  /** What the link points at to begin with. */
  pointing: Pointing;
  onClose: () => void;
}) {
  return (
    <Modal title="Share this plan" open={open} onClose={onClose}>
      <ShareForm editor={editor} pointing={pointing} onClose={onClose} />
    </Modal>
  );
}
