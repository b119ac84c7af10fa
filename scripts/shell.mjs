import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the scripts share. They run on a fresh clone, so nothing here may need an installed package. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const say = (text) => console.log(`\n▸ ${text}`);

/** Runs a program in the foreground; tells whether it ended well. */
export function run(program, args, env = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    // npm and npx are scripts there, and only a shell starts those.
    shell: process.platform === 'win32',
  });
  return result.status === 0;
}

/** Where a program is on PATH, or where Debian keeps administrators' tools, if it is. */
export function which(name) {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .map((directory) => join(directory, name))
    .find(isExecutable);
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const isRoot = process.getuid?.() === 0;

/** Ends with a sentence when this Node is too old for the tools. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Hopwright needs Node 20.19 or newer; this is ${process.version}. Install a newer one: https://nodejs.org`,
  );
  process.exit(1);
}

/** Runs `npm ci` when a package of the lock file is missing or has another version. */
export function installModules() {
  const missing = missingModules();
  if (missing === 0) return;
  say(`Installing ${missing} npm packages (npm ci)`);
  if (run('npm', ['ci'])) return;
  console.error('npm ci failed; its message is above.');
  process.exit(1);
}

function missingModules() {
  const wanted = readPackages('package-lock.json');
  const installed = readPackages(join('node_modules', '.package-lock.json'));
  return Object.entries(wanted).filter(
    // Optional packages are for one platform each; npm leaves the others' away.
    ([path, entry]) => path !== '' && !entry.optional && installed[path]?.version !== entry.version,
  ).length;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** The first port from `from` on that nobody listens on, on any address of this machine. */
export async function freePort(from) {
  for (let port = from; port < from + 200; port++) {
    const free = await new Promise((resolve) => {
      const probe = createServer()
        .once('error', () => resolve(false))
        .listen(port, () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
  console.error(`No free port between ${from} and ${from + 199}.`);
  process.exit(1);
}
