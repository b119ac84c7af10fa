import type { Editor } from '#editor';
import { Modal } from '../ui/Modal.tsx';
import { LabForm } from './LabForm.tsx';

/** The plan as a lab of network namespaces: the script, and how it is run. */
export function LabDialog({ editor, open, onClose }: { editor: Editor; open: boolean; onClose: () => void }) {
  return (
    <Modal title="Export as a lab" open={open} onClose={onClose}>
      <LabForm editor={editor} />
    </Modal>
  );
}
