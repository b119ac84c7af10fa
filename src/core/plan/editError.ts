/** An edit that does not apply to the plan that it was given: it names what is not there, or an id that is taken. */
export class PlanEditError extends Error {
  override readonly name = 'PlanEditError';
}
