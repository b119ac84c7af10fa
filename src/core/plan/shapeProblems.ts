import type * as z from 'zod/mini';
import { speller } from './didYouMean.ts';
import type { PlanProblem } from './edits.ts';
import { LIMITS } from './limits.ts';
import { problemsOf } from './problemSentence.ts';
import { entrySchemas, planSchema } from './schema.ts';
import { child } from './schemaProperties.ts';

type Part = { schema: z.ZodMiniType; value: unknown; base: readonly (string | number)[] };

/**
 * Where a document, without its `x-…` properties, has not the shape of a plan. Looks at the plan's own properties
 * and then at entry after entry, and stops when there are more problems than are told: a hostile document has
 * hundreds of thousands.
 */
export function shapeProblems(plain: unknown): PlanProblem[] {
  const suggest = speller();
  const problems: PlanProblem[] = [];
  for (const { schema, value, base } of partsOf(plain)) {
    try {
      const shape = schema.safeParse(value);
      if (!shape.success) problems.push(...problemsOf(shape.error.issues, value, schema, base, suggest));
    } catch (error) {
      // Zod hands issues up as arguments of a call: past a hundred thousand or so the engine's stack ends.
      if (!(error instanceof RangeError)) throw error;
      problems.push({
        path: '',
        message: 'more is wrong than can be told one by one; is this a Hopwright plan?',
      });
    }
    if (problems.length > LIMITS.problems) break;
  }
  return problems;
}

function* partsOf(plain: unknown): Generator<Part> {
  const lists = Object.entries(entrySchemas).filter(([list]) => Array.isArray(child(plain, list)));
  const top = { ...Object(plain), ...Object.fromEntries(lists.map(([list]) => [list, []])) };
  yield { schema: planSchema, value: top, base: [] };
  for (const [list, schema] of lists) {
    const entries = child(plain, list) as readonly unknown[];
    for (const [i, value] of entries.entries()) yield { schema, value, base: [list, i] };
  }
}
