#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, deflateRawSync, inflateRawSync } from 'node:zlib';
import lzString from 'lz-string';
import { runnerImport } from 'vite';
import { companyPlan } from './sharePlans.mjs';
import { root } from './shell.mjs';

/*
 * `npm run bench:share`: how long links are, and how fast they are made and read, beside what others would do with the same
 * plan in the same run. Lengths do not depend on the machine; read times as ratios.
 */

/** Characters that a link may have, by the number of clusters (docs/link-format.md). */
const TARGETS = { 10: 700, 50: 2_200 };

const PLANS = [
  [2, false],
  [10, false],
  [10, true],
  [50, false],
  [50, true],
  [200, false],
  [1_000, false],
];

/** Milliseconds for making or reading a link of at most 50 clusters: nobody notices. */
const SOON = 20;

/** The rivals: text in, characters for a URL out, and back. All but lz-string need base64url. */
const RIVALS = {
  'lz-string': {
    pack: (json) => lzString.compressToEncodedURIComponent(json),
    unpack: (text) => lzString.decompressFromEncodedURIComponent(text),
  },
  'JSON, deflated': {
    pack: (json) => deflateRawSync(json, { level: 9 }).toString('base64url'),
    unpack: (text) => inflateRawSync(Buffer.from(text, 'base64url')).toString(),
  },
  'JSON, brotli 11': {
    pack: (json) => brotliCompressSync(json).toString('base64url'),
    unpack: (text) => brotliDecompressSync(Buffer.from(text, 'base64url')).toString(),
  },
};

/** One row for each size of plan. */
export async function benchShare() {
  const { module: share } = await runnerImport('/src/share/index.ts', { root, logLevel: 'error' });
  const { module: core } = await runnerImport('/src/core/index.ts', { root, logLevel: 'error' });
  const rows = [];
  for (const [clusters, untidy] of PLANS) {
    const plan = companyPlan(clusters, { untidy });
    const json = JSON.stringify(plan);
    const link = await share.toFragment(plan);
    const read = await share.fromFragment(link);
    if (!read.ok || JSON.stringify(read.plan) !== json) throw new Error('a link did not give its plan back');
    const rivals = {};
    for (const [name, { pack, unpack }] of Object.entries(RIVALS)) {
      const packed = pack(json);
      rivals[name] = {
        characters: packed.length,
        encode: await best(() => pack(json)),
        // What is read is a plan only when the core has looked at it, here as there.
        decode: await best(() => core.parsePlan(unpack(packed))),
      };
    }
    const characters = link.length;
    const encode = await best(() => share.toFragment(plan));
    const decode = await best(() => share.fromFragment(link));
    const target = TARGETS[clusters];
    rows.push({
      what: `link of ${clusters} clusters with names${untidy ? ', ranges and places in no order' : ''}`,
      clusters,
      characters,
      encode,
      decode,
      rivals,
      ratio: rivals['JSON, deflated'].characters / characters,
      target: target && `under ${target} characters, made and read in under ${SOON} ms each`,
      holds: target && characters < target && encode < SOON && decode < SOON,
    });
  }
  return rows;
}

/** Milliseconds of the best of several runs. */
async function best(run) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 7; round++) {
    const start = performance.now();
    await run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function print(rows) {
  console.log(
    'Links: characters | made | read. Ours is a whole plan, checked; rivals are asked for as much.',
  );
  for (const { what, characters, encode, decode, rivals, ratio, target, holds } of rows) {
    console.log(`\n${what}: ${ratio.toFixed(1)}x shorter than its JSON deflated`);
    for (const [name, is] of [['Hopwright', { characters, encode, decode }], ...Object.entries(rivals)])
      console.log(
        `  ${name.padEnd(16)} ${String(is.characters).padStart(8)} | ${ms(is.encode)} | ${ms(is.decode)}`,
      );
    if (target) console.log(`  target: ${target}: ${holds ? 'holds' : 'MISSED'}`);
  }
}

const ms = (milliseconds) => `${milliseconds.toFixed(1).padStart(7)} ms`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await benchShare();
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
  else print(rows);
}
