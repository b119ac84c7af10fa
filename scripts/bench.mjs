#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

/*
 * `npm run bench`: everything that performance is promised of, beside rivals and floors in the same run. Read the ratios. With
 * `--json` one object, by part.
 */

const PARTS = {
  core: 'benchCore.mjs',
  canvas: 'benchCanvas.mjs',
  share: 'benchShare.mjs',
  start: 'benchStart.mjs',
};

const json = process.argv.includes('--json');
const results = {};
let failed = false;
for (const [part, file] of Object.entries(PARTS)) {
  const script = join(root, 'scripts', file);
  if (!existsSync(script)) continue;
  const done = spawnSync(process.execPath, [script, ...(json ? ['--json'] : [])], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['inherit', json ? 'pipe' : 'inherit', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (done.status !== 0) failed = true;
  else if (json) results[part] = JSON.parse(done.stdout);
  else console.log('');
}
if (json) console.log(JSON.stringify(results, undefined, 2));
process.exitCode = failed ? 1 : 0;
