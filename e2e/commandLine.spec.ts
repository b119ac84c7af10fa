import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const blackHole = join(root, 'public/examples/black-hole.hopwright.json');
const native = join(root, 'public/examples/native.hopwright.json');

let directory = '';
let program = '';

/** The built file, in a directory with nothing else: what somebody has who copied it. */
test.beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'hopwright-cli-'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const build = ['build', '--mode', 'cli', '--logLevel', 'error', '--outDir', directory];
  execFileSync(process.execPath, [vite, ...build], { cwd: root });
  program = join(directory, 'hopwright.js');
});

test.afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = (args: string[], input = '') =>
  spawnSync(process.execPath, [program, ...args], { cwd: directory, input, encoding: 'utf8' });

test('runs by name, on Node alone', () => {
  expect(spawnSync(program, ['--version'], { cwd: directory, encoding: 'utf8' })).toMatchObject({
    status: 0,
    stdout: '0.1.0\n',
    stderr: '',
  });
});

test('exit codes: 0 yes, 1 no, 2 unreadable', () => {
  expect(run(['test', native]).status).toBe(0);
  expect(run(['check', blackHole]).status).toBe(1);
  expect(run(['check', join(directory, 'nowhere.json')]).status).toBe(2);
  expect(run(['chekc', blackHole]).status).toBe(2);
});

test('results go to standard output, complaints to standard error, through a pipe without colour', () => {
  const { stdout, stderr, status } = run(['check', '-', '--format', 'json'], '{ "hopwright": 1 }');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ plan: null, problems: [{ path: 'name' }] });
  expect(stderr).toContain('standard input: name');
  expect(stdout + stderr).not.toContain('\u001b');
});

test('a reader that closes the pipe early is no error', () => {
  const shell = `"${process.execPath}" "${program}" trace "${blackHole}" --flow client-to-pod --format json | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
  expect(stdout).toBe('{\n');
  expect(stderr).toBe('');
});

test('a link made on the command line opens in the browser', async ({ editor, page, baseURL }) => {
  const { stdout } = run(['link', native, '--base', baseURL ?? '']);
  await page.goto(stdout.trim());
  await expect(editor.preview).toBeVisible();
  await expect(editor.cards('Cluster')).toHaveCount(1);
});

test('a link made in the browser opens on the command line', async ({ editor }) => {
  await editor.openExample('native');
  const link = await editor.shareLink();
  expect(JSON.parse(run(['unlink', link]).stdout)).toEqual((await editor.exported()).plan);
});
