import { useState } from 'react';
import type { AddressLine } from '#editor';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { Modal } from '../ui/Modal.tsx';
import styles from './PasteDialog.module.css';

export interface PasteDialogProps {
  /** The list that was pasted; undefined: the dialog is closed. */
  readonly lines: readonly AddressLine[] | undefined;
  /** What is meant as an address in the list and could not be taken. */
  readonly passedOver: readonly string[];
  /** With the lines that are to be added; none when it is called off. */
  readonly onEnd: (lines: readonly AddressLine[]) => void;
}

/** What becomes of a list of networks and addresses, before it is put on the canvas. */
export function PasteDialog({ lines, passedOver, onEnd }: PasteDialogProps) {
  return (
    <Modal title="Add these?" open={lines !== undefined} onClose={() => onEnd([])}>
      {lines && <Lines lines={lines} passedOver={passedOver} onEnd={onEnd} />}
    </Modal>
  );
}

/** More of them than this are only counted. */
const MOST_NAMED = 5;

function Lines({
  lines,
  passedOver,
  onEnd,
}: Omit<PasteDialogProps, 'lines'> & { lines: readonly AddressLine[] }) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const chosen = lines.filter((_, index) => !left.has(index));
  const toggle = (index: number): void =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(index)) next.add(index);
      return next;
    });
  return (
    <>
      <p>A network becomes a cluster with this node network, an address becomes a host.</p>
      <ul className={styles.lines} aria-label="What was pasted">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be equal
          <li key={index}>
            <label className={styles.line}>
              <input type="checkbox" checked={!left.has(index)} onChange={() => toggle(index)} />
              <code>{line.value}</code>
              <span className={styles.becomes}>
                {line.kind === 'network' ? 'cluster' : 'host'}
                {line.name !== undefined && ` ${line.name}`}
                {line.assumed && `, in a segment of this length (assumed)`}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {passedOver.length > 0 && (
        <p>
          Left out, as no address, or as too many: {passedOver.slice(0, MOST_NAMED).join(', ')}
          {passedOver.length > MOST_NAMED && ` and ${passedOver.length - MOST_NAMED} more`}.
        </p>
      )}
      <div className={controls.actions}>
        <Button onClick={() => onEnd([])}>Cancel</Button>
        <Button look="primary" disabled={chosen.length === 0} onClick={() => onEnd(chosen)}>
          Add {chosen.length} {chosen.length === 1 ? 'thing' : 'things'}
        </Button>
      </div>
    </>
  );
}
