import { writeFile } from 'node:fs/promises';
import { planJsonSchema } from '#core';

// Run from the root of the repository by `npm run schema`; a test compares the file with what is generated.
await writeFile('public/plan.schema.json', `${JSON.stringify(planJsonSchema(), null, 2)}\n`);
