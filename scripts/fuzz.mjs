#!/usr/bin/env node
import { installModules, requireNode, run, say } from './shell.mjs';

/**
 * `npm run fuzz [-- RUNS]`: spoilt plans and links, far more of them than `npm test` tries, and nothing may throw, take over a
 * second or hold over 512 MiB. A failure prints the seed and the smallest input that fails.
 */

const RUNS_OF_EACH_KIND = 40_000;

requireNode();
installModules();
const runs = Number(process.argv[2] ?? RUNS_OF_EACH_KIND);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`npm run fuzz takes a whole number of runs of each kind, not ${process.argv[2]}.`);
  process.exit(2);
}
say(`Fuzzing: ${runs} inputs of each kind`);
const ok = run(
  'npx',
  ['vitest', 'run', '.fuzz.test.ts', '--testTimeout', '3600000', '--reporter', 'verbose'],
  {
    HOPWRIGHT_FUZZ_RUNS: String(runs),
    HOPWRIGHT_FUZZ_LIMITS: '1',
  },
);
process.exitCode = ok ? 0 : 1;
