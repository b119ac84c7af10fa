import { LIMITS, utf8Length } from './limits.ts';
import type { Plan } from './plan.ts';

/**
 * A plan as the text of a file: indented, for people and for reviews; without blanks where the blanks alone would make it
 * larger than a plan may be, for every file that is written must open again.
 */
export function planFileText(plan: Plan): string {
  const indented = `${JSON.stringify(plan, undefined, 2)}\n`;
  return utf8Length(indented, LIMITS.textBytes) <= LIMITS.textBytes ? indented : JSON.stringify(plan);
}
