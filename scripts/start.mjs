#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { freePort, installModules, requireNode, root, run, say, which } from './shell.mjs';

/** `npm start`: from a fresh clone to the app in the browser. Stays until Ctrl+C. */

const FIRST_PORT = 4870;

if (process.argv.includes('--help')) {
  console.log('npm start [-- --no-open]\n\nInstalls what is missing, builds Hopwright and serves it here.');
  process.exit(0);
}

requireNode();
installModules();

say('Building Hopwright into dist/');
if (!run('npm', ['run', '--silent', 'build'])) {
  console.error('The build failed; its message is above.');
  process.exit(1);
}

const port = await freePort(FIRST_PORT);
// Only now: on a fresh clone Vite has just been installed.
const { preview } = await import('vite');
await preview({ root, logLevel: 'error', preview: { port, strictPort: true } });

const address = `http://localhost:${port}/?example=black-hole`;
say(`Hopwright is at ${address}`);
console.log('  The example is a reply that falls into a service range. Press Ctrl+C to stop.');
if (!process.argv.includes('--no-open')) open(address);
process.on('SIGINT', () => {
  console.log('\nStopped.');
  process.exit(0);
});

/** Opens the default browser where there is a screen; elsewhere the printed address has to do. */
function open(url) {
  const { platform, env } = process;
  const hasScreen = platform === 'darwin' || platform === 'win32' || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!hasScreen || env.CI || !process.stdout.isTTY) return;
  const opener = { darwin: 'open', win32: 'explorer' }[platform] ?? which('xdg-open');
  if (opener === undefined) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
