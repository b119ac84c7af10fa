import { type KeyboardEvent, useContext, useEffect, useId, useRef, useState } from 'react';
import { stepped } from '#editor';
import { CanvasContext } from '../CanvasContext.ts';
import styles from './Card.module.css';

/**
 * A range while it is edited on its card. Enter takes it, Escape leaves it as it was, the arrow keys up and down go on by its
 * own size. A text that makes no plan stays, with the reason below it; the plan keeps the last one that did.
 */
export function RangeField({ field, text, kind }: { field: string; text: string; kind: string }) {
  const { writeRange, endRange, rangeProblem } = useContext(CanvasContext);
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const latest = useRef(text);
  const reason = useId();
  useEffect(() => input.current?.select(), []);
  const type = (next: string): void => {
    setTyped(next);
    latest.current = next;
    void rangeProblem(field, next).then((why) => {
      // An answer about an older text is none any more.
      if (latest.current === next) setProblem(why);
    });
  };
  const finish = async (): Promise<void> => {
    if (done.current) return;
    done.current = true;
    const why = await writeRange(field, latest.current);
    done.current = why === undefined;
    setProblem(why);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') void finish();
    if (event.key === 'Escape') {
      done.current = true;
      endRange(field);
    }
    const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : undefined;
    const next = by && stepped(typed, by);
    if (next) {
      event.preventDefault();
      type(next);
    }
  };
  return (
    <span className={styles.rangeEdit}>
      <input
        ref={input}
        className={`${styles.rangeField} nodrag nopan`}
        value={typed}
        aria-label={`New value for ${kind} ${text}`}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : reason}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void finish()}
        onDoubleClick={(event) => event.stopPropagation()}
      />
      {problem !== undefined && (
        <span id={reason} role="alert" className={styles.rangeProblem}>
          {problem}
        </span>
      )}
    </span>
  );
}
