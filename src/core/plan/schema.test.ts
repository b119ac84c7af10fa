import { expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { Plan } from './plan.ts';
import { planSchema } from './schema.ts';

/** A type without its `x-…` properties, all the way down, intersections flattened. */
type Plain<T> = T extends readonly unknown[]
  ? { [K in keyof T]: Plain<T[K]> }
  : T extends object
    ? { [K in keyof T as K extends `x-${string}` ? never : K]: Plain<T[K]> }
    : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

it('the schema and the interfaces of plan.ts are one type: the compiler stops where they part', () => {
  const schemaIsPlan: Same<Plain<z.infer<typeof planSchema>>, Plain<Plan>> = true;
  expect(schemaIsPlan).toBe(true);
  expect(planSchema.safeParse({ hopwright: 1, name: 'n' }).success).toBe(true);
});
