#!/usr/bin/env node
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { findChromium } from './chromium.mjs';
import { isRoot, root } from './shell.mjs';

/*
 * `npm run bench:start`: how soon the page is there, beside a bare page of React and React Flow with three boxes, in one
 * browser at a quarter of the machine's speed. Read the ratios.
 */

const ROUNDS = 9;
const CPU_SLOWED_BY = 4;
const SCRIPT_BUDGET = 250_000;

const BARE = {
  'index.html': `<!doctype html><html lang="en"><head><title>Bare</title></head>
<body><div id="app" style="height:100vh"></div><script type="module" src="./main.jsx"></script></body></html>`,
  'main.jsx': `import '@xyflow/react/dist/base.css';
import { ReactFlow } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
const nodes = ['a', 'b', 'c'].map((id, i) => ({ id, position: { x: 0, y: i * 90 }, data: { label: id } }));
const edges = [{ id: 'ab', source: 'a', target: 'b' }, { id: 'bc', source: 'b', target: 'c' }];
createRoot(document.getElementById('app')).render(<ReactFlow defaultNodes={nodes} defaultEdges={edges} fitView />);`,
};

/** One row for each target. */
export async function benchStart() {
  // Inside the project, so that the bare page finds the same React.
  const folder = join(root, 'node_modules/.tmp/bench-start');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'bare'), { recursive: true });
  for (const [name, text] of Object.entries(BARE)) await writeFile(join(folder, 'bare', name), text);
  await build({ root, logLevel: 'error', build: { outDir: join(folder, 'ours'), emptyOutDir: true } });
  await build({
    root: join(folder, 'bare'),
    configFile: false,
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: join(folder, 'bare-built'), emptyOutDir: true },
  });
  const served = [];
  const serve = async (outDir) => {
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'error',
      build: { outDir },
      preview: { port: 0, open: false },
    });
    served.push(server);
    return server.resolvedUrls.local[0];
  };
  const pages = {
    ours: { address: `${await serve(join(folder, 'ours'))}?example=black-hole`, ready: '.react-flow__node' },
    bare: { address: await serve(join(folder, 'bare-built')), ready: '.react-flow__node' },
  };
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: isRoot ? ['--no-sandbox'] : [],
  });
  const seen = { ours: [], bare: [] };
  // In turns, so that what else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, page] of Object.entries(pages)) seen[name].push(await visit(browser, page));
  await browser.close();
  await Promise.all(served.map((server) => new Promise((done) => server.httpServer.close(done))));
  const middle = (name, key) => seen[name].map((visit) => visit[key]).sort((a, b) => a - b)[ROUNDS >> 1];
  const against = (what, key, most) => {
    const [ours, rival] = [middle('ours', key), middle('bare', key)];
    return {
      what,
      ours,
      rival,
      ratio: ours / rival,
      target: `at most ${most}x`,
      holds: ours <= most * rival,
    };
  };
  const scripts = middle('ours', 'scripts');
  return [
    against('first paint, ms', 'painted', 0.4),
    against('usable, ms: cards stand on the canvas', 'usable', 1.25),
    {
      what: 'JavaScript of the first load, bytes of gzip',
      ours: scripts,
      rival: middle('bare', 'scripts'),
      ratio: scripts / middle('bare', 'scripts'),
      target: `at most ${SCRIPT_BUDGET}`,
      holds: scripts <= SCRIPT_BUDGET,
    },
  ];
}

/** Milliseconds until something and until everything is there, and what was loaded for it, in a fresh profile. */
async function visit(browser, { address, ready }) {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const bodies = [];
  page.on('response', (response) => {
    const isPages = response.request().resourceType() === 'script' && !response.url().includes('.worker');
    if (isPages) bodies.push(response.body());
  });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWED_BY });
  await page.goto(address);
  const usable = await page.waitForFunction(
    (selector) => document.querySelectorAll(selector).length >= 3 && performance.now(),
    ready,
    { polling: 'raf' },
  );
  // The browser tells of it some frames later.
  const painted = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  const result = { usable: await usable.jsonValue(), painted: await painted.jsonValue() };
  await page.waitForLoadState('networkidle');
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length);
  await context.close();
  return { ...result, scripts: sizes.reduce((sum, size) => sum + size, 0) };
}

function print(rows) {
  console.log(
    `Start, at a ${CPU_SLOWED_BY}th of the speed | ours | bare React + React Flow | ratio | target`,
  );
  for (const { what, ours, rival, ratio, target, holds } of rows)
    console.log(
      `  ${what.padEnd(46)} ${ours.toFixed(0).padStart(7)} | ${rival.toFixed(0).padStart(7)} | ${ratio.toFixed(2)}x | ${target}: ${holds ? 'holds' : 'MISSED'}`,
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await benchStart();
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
  else print(rows);
}
