import { fileURLToPath } from 'node:url';

/** Where the app under test is: dist/ as `npm test` has built it, or a copy that the tests build for themselves. */
export const builtApp =
  process.env.HOPWRIGHT_DIST ?? fileURLToPath(new URL('../node_modules/.tmp/e2e-dist', import.meta.url));

export const isBuilt = process.env.HOPWRIGHT_DIST !== undefined;
