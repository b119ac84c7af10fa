import type { PlanProblem } from './edits.ts';

/** An edit that does not apply to the plan that it was given: it names what is not there, or an id that is taken. */
export class PlanEditError extends Error {
  override readonly name = 'PlanEditError';
}

/** Edits that would make more of something than the format allows; `problem` is what `parsePlan` would say of the plan. */
export class PlanLimitError extends PlanEditError {
  readonly problem: PlanProblem;

  constructor(message: string, problem: PlanProblem) {
    super(message);
    this.problem = problem;
  }
}
