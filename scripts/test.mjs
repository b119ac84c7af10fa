#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { freePort, installModules, isRoot, requireNode, root, run, say, which } from './shell.mjs';

/**
 * `npm test`: everything that must hold, from a fresh clone. Every step runs, also after a failure, so that one
 * run tells everything. The last line sums up what the test runners report; a failed check that is no test
 * runner (types, lint, …) counts as one failure.
 */

const FIRST_E2E_PORT = 5321;

requireNode();
installModules();
installChromium();
const whyNoKernel = installKernelTools();

const scratch = mkdtempSync(join(tmpdir(), 'hopwright-test-'));
const results = [];

check('types', ['check:types']);
check('lint', ['check:lint']);
check('unused code', ['check:unused']);
vitest('unit and property tests', 'test:unit');
if (whyNoKernel === undefined) vitest('kernel tests', 'test:kernel');
else skip('kernel tests', whyNoKernel);
const built = check('build', ['build']);
if (built) playwright('end-to-end tests', 'e2e', await freePort(FIRST_E2E_PORT));
else results.push({ name: 'end-to-end tests', passed: 0, failed: 1, skipped: 0, note: 'no build to test' });

rmSync(scratch, { recursive: true, force: true });
summarize();

function check(name, script) {
  say(name);
  const ok = run('npm', ['run', '--silent', ...script]);
  results.push({ name, passed: 0, failed: ok ? 0 : 1, skipped: 0, check: true });
  return ok;
}

function skip(name, reason) {
  const mustRun = process.env.CI === 'true';
  say(`${name}: ${mustRun ? 'FAILED, they must not be skipped where CI=true' : 'SKIPPED'}: ${reason}`);
  results.push({ name, passed: 0, failed: mustRun ? 1 : 0, skipped: mustRun ? 0 : 1, note: reason });
}

function vitest(name, script) {
  say(name);
  const report = join(scratch, `${script.replace(':', '-')}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = run('npm', ['run', '--silent', script, '--', ...reporters]);
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = readReport(report);
  record(name, ok, numPassedTests, numFailedTests, numPendingTests);
}

function playwright(name, script, port) {
  say(name);
  const report = join(scratch, 'e2e.json');
  const ok = run('npm', ['run', '--silent', script, '--', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    HOPWRIGHT_DIST: join(root, 'dist'),
    HOPWRIGHT_E2E_PORT: String(port),
  });
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readReport(report).stats ?? {};
  record(name, ok, expected + flaky, unexpected, skipped);
}

/** A runner that ends badly without naming a failed test has itself failed. */
function record(name, ok, passed, failed, skipped) {
  results.push({ name, passed, failed: ok ? failed : Math.max(failed, 1), skipped });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function summarize() {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed');
  const skipped = sum('skipped');
  say('Summary');
  for (const result of results) {
    const mark = result.failed > 0 ? '✗' : result.skipped > 0 && result.passed === 0 ? '-' : '✓';
    console.log(`  ${mark} ${result.name.padEnd(26)}${resultText(result)}`);
  }
  console.log(`\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

function resultText({ check, passed, failed, skipped, note }) {
  if (note !== undefined) return note;
  if (check) return failed > 0 ? 'failed' : 'ok';
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A browser for the end-to-end tests: the machine's, else Debian's package, else Playwright's download. */
function installChromium() {
  if (findChromium() !== undefined) return;
  if (isRoot && which('apt-get') && apt('chromium') && findChromium() !== undefined) return;
  say("Installing Playwright's Chromium");
  if (run('npx', ['playwright', 'install', 'chromium'])) return;
  console.error('No Chromium could be installed; install one and name it in HOPWRIGHT_CHROMIUM.');
  process.exit(1);
}

/** Why the kernel tests cannot run here; undefined: they can. */
function installKernelTools() {
  if (process.platform !== 'linux') return 'they need Linux network namespaces';
  const missing = Object.entries({ ip: 'iproute2', nft: 'nftables', python3: 'python3' })
    .filter(([program]) => which(program) === undefined)
    .map(([, name]) => name);
  if (missing.length > 0 && !(isRoot && which('apt-get') && apt(...missing))) {
    return `${missing.join(' and ')} are missing; apt-get install ${missing.join(' ')}`;
  }
  if (!isRoot) return 'they make network namespaces, which only root may; run npm test as root';
  if (!run('unshare', ['--net', 'true'])) return 'this machine does not allow network namespaces';
  return undefined;
}

function apt(...packages) {
  say(`Installing ${packages.join(', ')} (apt-get)`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return run('apt-get', ['update', '-qq'], env) && run('apt-get', ['install', '-y', '-qq', ...packages], env);
}
