import * as z from 'zod/mini';
import { planSchema } from './schema.ts';

/** A node of the generated JSON Schema, as far as it is changed here. */
interface SchemaNode {
  type?: string;
  additionalProperties?: unknown;
  patternProperties?: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * JSON Schema 2020-12 of plan format 1, for editors: shapes, values and limits. What one part of a plan says of another
 * only `parsePlan` judges.
 */
export function planJsonSchema(): Record<string, unknown> {
  const { $schema, ...body } = z.toJSONSchema(planSchema, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => allowExtensions(jsonSchema as SchemaNode),
  }) as Record<string, unknown>;
  return {
    $schema,
    title: 'Hopwright plan, format 1',
    description:
      'Kubernetes clusters, routers, links and hosts with their address ranges, and the flows between them.',
    ...body,
  };
}

/** `x-…` properties are allowed on every object; zod knows nothing of them, parsePlan takes them off before. */
function allowExtensions(node: SchemaNode): void {
  if (node.type !== 'object' || node.additionalProperties !== false) return;
  node.patternProperties = { '^x-': {} };
}
