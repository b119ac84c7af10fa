import type { PlanProblem } from '#core';
import { Button } from '../ui/Button.tsx';
import controls from '../ui/controls.module.css';
import { Modal } from '../ui/Modal.tsx';
import styles from './Dialogs.module.css';

/** Why something brought in is no plan: every problem with its place and remedy. */
export function ProblemsDialog({
  title,
  problems,
  onClose,
}: {
  problems: readonly PlanProblem[] | undefined;
  /** What happened: `This link cannot be opened`. */
  title: string;
  onClose: () => void;
}) {
  const count = problems?.length ?? 0;
  return (
    <Modal title={title} open={problems !== undefined} onClose={onClose}>
      <p>{count === 1 ? 'One thing is' : `${count} things are`} wrong. Your own plan is untouched.</p>
      <ul className={styles.problems} aria-label="Problems">
        {problems?.map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be equal
          <li key={index}>
            {problem.path !== '' && <code className={styles.path}>{problem.path}</code>}
            <span>{problem.message}</span>
          </li>
        ))}
      </ul>
      <div className={controls.actions}>
        <Button look="primary" onClick={onClose}>
          Close
        </Button>
      </div>
    </Modal>
  );
}
