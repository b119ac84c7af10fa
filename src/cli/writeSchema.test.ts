import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { planJsonSchema } from '#core';

it('public/plan.schema.json is what the schema says: run `npm run schema` after a change', async () => {
  expect(JSON.parse(await readFile('public/plan.schema.json', 'utf8'))).toEqual(planJsonSchema());
});
