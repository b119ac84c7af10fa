import type { Evidence, Lesson } from './lesson.ts';

export interface Progress {
  /** For each step, whether it is done. */
  readonly done: readonly boolean[];
  /** Index of the first step that is not; the number of steps when all are. */
  readonly current: number;
  /** What the current step is missing; undefined when there is none. */
  readonly missing: string | undefined;
}

/**
 * How far a lesson is, given how far it was: steps are done in their order, several at once where one change does them all.
 * What must stay and did not is open again.
 */
export function progressOf(lesson: Lesson, before: readonly boolean[], evidence: Evidence): Progress {
  const done = lesson.steps.map(
    (step, i) => before[i] === true && (!step.stays || step.check(evidence) === 'done'),
  );
  for (const [i, step] of lesson.steps.entries()) {
    if (done[i]) continue;
    const outcome = step.check(evidence);
    if (outcome !== 'done') return { done, current: i, missing: outcome.missing };
    done[i] = true;
  }
  return { done, current: lesson.steps.length, missing: undefined };
}
