import { describe, expect, it } from 'vitest';
import { planJsonSchema } from './jsonSchema.ts';

/** Every object of the schema with named properties, with its place. */
function* objects(node: unknown, path = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  if ('properties' in node && 'type' in node && node.type === 'object') yield [path, { ...node }];
  for (const [key, inner] of Object.entries(node)) yield* objects(inner, `${path}/${key}`);
}

describe('the JSON Schema', () => {
  const found = [...objects(planJsonSchema())];

  it.each(found)('%s: takes no unknown properties but x-…, and describes every one', (_, object) => {
    expect(object).toMatchObject({ additionalProperties: false, patternProperties: { '^x-': {} } });
    for (const [name, property] of Object.entries(object.properties ?? {}))
      expect(property, name).toHaveProperty('description');
  });

  it('speaks of every object of the format', () => {
    expect(found.length).toBe(24);
  });
});
