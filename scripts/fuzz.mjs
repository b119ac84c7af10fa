#!/usr/bin/env node
import { installModules, requireNode, run, say } from './shell.mjs';

/**
 * `npm run fuzz [-- RUNS [SEED]]`: inputs that nobody meant, far more of them than `npm test` tries: plans, links of every version
 * and where they point, pictures, pasted texts, messages, stored documents, command lines, and what leaves a plan as a file.
 * Nothing may throw, take over a second of the processor, hold over 512 MiB or become markup. A failure prints its seed and the
 * smallest input that fails; the seed of the whole run is printed first, in case nothing is left to print one.
 */

/** Kinds whose inputs are dear get a share of it; all together they are a little over 200,000. */
const RUNS_OF_EACH_KIND = 11_000;

requireNode();
installModules();
const runs = Number(process.argv[2] ?? RUNS_OF_EACH_KIND);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error(
    `npm run fuzz takes a whole number of runs of each kind, and perhaps a seed, not ${process.argv.slice(2).join(' ')}.`,
  );
  process.exit(2);
}
say(`Fuzzing: ${runs} inputs of each kind, seed ${seed}`);
const ok = run(
  'npx',
  ['vitest', 'run', '.fuzz.test.ts', '--testTimeout', '3600000', '--reporter', 'verbose'],
  {
    HOPWRIGHT_FUZZ_RUNS: String(runs),
    HOPWRIGHT_FUZZ_SEED: String(seed),
    HOPWRIGHT_FUZZ_LIMITS: '1',
    // What an input holds for a moment counts as well as what it leaves: beyond this, Node ends.
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-old-space-size=512`.trim(),
  },
);
process.exitCode = ok ? 0 : 1;
