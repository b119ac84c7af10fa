import { applyEdits, type Plan } from '#core';
import { examples } from '../examples.ts';
import type { Lesson } from './lesson.ts';

/** The plan that a lesson begins with, under the lesson's name. Throws where the lesson names no example: a test looks. */
export function startPlan({ id, title, example, edits = [] }: Lesson): Plan {
  const plan = examples.find((candidate) => candidate.id === example)?.plan;
  if (!plan) throw new Error(`lesson ${id} begins with ${example}, which is no example`);
  // The notes of the example tell its whole story, the cure too.
  return applyEdits(plan, [
    { kind: 'set-plan', path: ['name'], value: title },
    { kind: 'set-plan', path: ['notes'], value: undefined },
    ...edits,
  ]);
}
