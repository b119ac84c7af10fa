import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;

/** The parts of zod's definitions that are followed here. */
interface Definition {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly valueType?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly discriminator?: string;
}

/** The properties that the schema knows at a path; where the value's `mode` chooses, those of that mode. */
export function propertiesAt(schema: Schema, value: unknown, path: readonly PropertyKey[]): string[] {
  let here: Schema | undefined = schema;
  let at = value;
  for (const step of path) {
    const definition: Definition = definitionOf(here);
    here =
      shapeOf(here, at)?.[String(step)] ??
      definition.element ??
      definition.items?.[Number(step)] ??
      definition.valueType;
    at = child(at, step);
  }
  return Object.keys(shapeOf(here, at) ?? {});
}

/** A property of a JSON value; undefined for what is none of its own. */
export const child = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined;

function shapeOf(schema: Schema | undefined, at: unknown): Readonly<Record<string, Schema>> | undefined {
  const { shape, options = [], discriminator } = definitionOf(schema);
  if (shape) return shape;
  for (const option of options) {
    const candidate = definitionOf(option).shape;
    if (!candidate) continue;
    if (discriminator === undefined) return candidate;
    const chosen = child(at, discriminator);
    if (typeof chosen === 'string' && candidate[discriminator]?._zod.values?.has(chosen)) return candidate;
  }
  return undefined;
}

function definitionOf(schema: Schema | undefined): Definition {
  let definition = schema?._zod.def as Definition | undefined;
  while (definition?.innerType) definition = definition.innerType._zod.def as Definition;
  return definition ?? {};
}
