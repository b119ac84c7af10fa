import { Circle, CircleCheckBig, CircleDot, Lightbulb } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { LessonStep } from '#presets/lessons';
import { Button } from '../ui/Button.tsx';
import { scrollIntoList } from '../ui/scrollIntoList.ts';
import styles from './Lesson.module.css';

/** The steps in their order: the current one is told in full, the others by their titles; any can be opened to read. */
export function LessonSteps({
  steps,
  done,
  current,
  missing,
  all,
}: {
  steps: readonly LessonStep[];
  done: readonly boolean[];
  /** Undefined: all are done. */
  current: number | undefined;
  /** What the current step is missing. */
  missing: string | undefined;
  /** False: only the current one is shown. */
  all: boolean;
}) {
  // What somebody opened to read is closed again when the lesson goes on.
  const [read, setRead] = useState<{ readonly step: number; readonly at: number | undefined }>();
  const opened = read && read.at === current ? read.step : current;
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((step, i) =>
        all || i === current ? (
          <Step
            key={step.title}
            step={step}
            number={i + 1}
            state={done[i] ? 'done' : i === current ? 'now' : 'later'}
            open={i === opened}
            missing={i === current ? missing : undefined}
            onToggle={() => setRead({ step: i === opened ? -1 : i, at: current })}
          />
        ) : null,
      )}
    </ol>
  );
}

const SIGNS = {
  done: { Icon: CircleCheckBig, word: 'done' },
  now: { Icon: CircleDot, word: 'now' },
  later: { Icon: Circle, word: 'later' },
} as const;

function Step({
  step,
  number,
  state,
  open,
  missing,
  onToggle,
}: {
  step: LessonStep;
  number: number;
  state: keyof typeof SIGNS;
  open: boolean;
  missing: string | undefined;
  onToggle: () => void;
}) {
  const row = useRef<HTMLLIElement>(null);
  const id = useId();
  useEffect(() => {
    // The first stands where the lesson begins to be read.
    if (state === 'now' && number > 1) scrollIntoList(row.current);
  }, [state, number]);
  const { Icon, word } = SIGNS[state];
  return (
    <li
      ref={row}
      className={styles.step}
      data-state={state}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <button
        type="button"
        className={styles.stepTitle}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
      >
        <Icon size={16} aria-hidden className={styles.stepSign} />
        <span>
          {number}. {step.title}
        </span>
        <span className={styles.word}>{word}</span>
      </button>
      {open && (
        <div id={id} className={styles.told}>
          <p className={styles.task}>{step.task}</p>
          <p className={styles.why}>{step.why}</p>
          {state !== 'done' && <Hint hint={step.hint} />}
          {missing !== undefined && (
            <p className={styles.missing}>
              <strong>Not yet:</strong> {missing}
            </p>
          )}
        </div>
      )}
    </li>
  );
}

function Hint({ hint }: { hint: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" className={styles.hintButton} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Lightbulb size={14} aria-hidden /> {open ? 'Hide hint' : 'Show hint'}
      </Button>
      {open && <p className={styles.hint}>{hint}</p>}
    </>
  );
}
