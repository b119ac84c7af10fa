#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { addressRows } from './benchAddresses.mjs';
import { editRows, roundRows } from './benchEdits.mjs';
import { fleet } from './benchPlan.mjs';
import { walkRows } from './benchWalks.mjs';
import { number, row, spentSince, time } from './measure.mjs';
import { root } from './shell.mjs';

/*
 * `npm run bench:core`: the core beside its rivals and beside the least that the machine could do, in one run. Read the ratios;
 * no test asserts times. Names of parts (`addresses edits walks checks`) run these alone.
 */

const ENTRIES = {
  core: 'src/core/index.ts',
  columns: 'src/core/address/prefixColumns.ts',
  overlaps: 'src/core/address/overlaps.ts',
  overlapIndex: 'src/core/address/overlapIndex.ts',
  prefixTable: 'src/core/address/prefixTable.ts',
  serve: 'src/worker/serve.ts',
  planPatch: 'src/worker/planPatch.ts',
  judgementPatch: 'src/worker/judgementPatch.ts',
};
const folder = join(root, 'node_modules/.tmp/bench-core');

/** The core as it is shipped: built, not run from its sources. */
async function builtCore() {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { input: ENTRIES, output: { entryFileNames: '[name].mjs' } },
    },
  });
  const parts = await Promise.all(
    Object.keys(ENTRIES).map((name) => import(pathToFileURL(join(folder, `${name}.mjs`)).href)),
  );
  return Object.assign({}, ...parts);
}

const PARTS = {
  addresses: addressRows,
  edits: (core) => [...editRows(core, fleetPlan(core)), ...roundRows(core, fleetPlan(core))],
  walks: (core) => walkRows(core, core.compileNetwork(fleetPlan(core))),
  checks: () => checkRows(),
};

/** One row for each line of the table; of some parts, or of all. */
export async function benchCore(parts = []) {
  const core = await builtCore();
  const chosen = Object.entries(PARTS).filter(([name]) => parts.length === 0 || parts.includes(name));
  return chosen.flatMap(([, rows]) => rows(core));
}

const fleetPlan = (core) => parsed(core, fleet(1_000, 300));

/** Two plans of which the larger is five times as many clusters, each judged by a process of its own, from text to findings. */
function checkRows() {
  const rows = [];
  for (const [routing, size] of [
    ['static', 5_000],
    ['bgp', 1_000],
  ]) {
    const small = judgedAlone(size / 5, routing);
    const large = judgedAlone(size, routing);
    const ratio = large.milliseconds / small.milliseconds;
    const gibibytes = large.bytes / 2 ** 30;
    const name = `${size.toLocaleString('en')} clusters (${routing === 'bgp' ? 'BGP' : 'static'})`;
    rows.push(
      row(`check of ${name}`, large.milliseconds, {
        rival: `ours at ${(size / 5).toLocaleString('en')}`,
        theirs: small.milliseconds,
        ratio,
        says: 'as long',
        target: routing === 'bgp' ? undefined : 'at most 6x as long',
        holds: routing === 'bgp' ? undefined : ratio <= 6,
      }),
      {
        ...row(`the same, peak memory ${gibibytes.toFixed(2)} GiB`, large.milliseconds, {
          rival: '1 GiB',
          theirs: undefined,
          ratio: gibibytes,
          says: 'GiB',
          target: routing === 'bgp' ? undefined : 'under 1 GiB',
          holds: routing === 'bgp' ? undefined : gibibytes < 1,
        }),
        milliseconds: undefined,
      },
    );
  }
  return rows;
}

function judgedAlone(size, routing) {
  const child = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--judge', String(size), routing],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (child.status !== 0) throw new Error(`judging ${size} clusters failed: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

async function judgeAlone(size, routing) {
  const core = await import(pathToFileURL(join(folder, 'core.mjs')).href);
  const text = JSON.stringify(fleet(size, 300, routing));
  const start = process.cpuUsage();
  const { plan } = core.parsePlan(text);
  const findings = core.validate(plan, core.compileNetwork(plan)).length;
  const milliseconds = spentSince(start);
  console.log(JSON.stringify({ milliseconds, findings, bytes: process.resourceUsage().maxRSS * 1024 }));
}

function parsed(core, value) {
  const answer = core.parsePlanValue(value);
  if (!answer.ok) throw new Error(answer.problems[0].message);
  return answer.plan;
}

function print(rows) {
  console.log('The core: ours | beside | ratio | target\n');
  for (const { what, milliseconds, rival, theirs, ratio, says, target, holds } of rows) {
    console.log(what);
    const beside = theirs === undefined ? rival : `${rival} ${time(theirs)}`;
    const verdict = target === undefined ? '' : ` | ${target}: ${holds ? 'holds' : 'MISSED'}`;
    const own = milliseconds === undefined ? '' : `${time(milliseconds)} | `;
    console.log(`  ${own}${beside} | ${number(ratio)} ${says}${verdict}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2] === '--judge') await judgeAlone(Number(process.argv[3]), process.argv[4]);
  else {
    const rows = await benchCore(process.argv.slice(2).filter((word) => word in PARTS));
    if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
    else print(rows);
  }
}
