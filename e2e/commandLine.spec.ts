import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

const run = (args: string[], input = '', node = process.execPath) =>
  spawnSync(node, [program, ...args], { cwd: directory, input, encoding: 'utf8' });

/** One command line for each verb and format. */
const EVERYTHING = [
  ...['text', 'json', 'sarif', 'junit', 'github'].map((format) => [
    'check',
    blackHole,
    native,
    '--format',
    format,
  ]),
  ...['text', 'json', 'junit'].map((format) => ['test', blackHole, native, '--format', format]),
  ...['text', 'json'].map((format) => ['trace', blackHole, '--flow', 'client-to-pod', '--format', format]),
  ...['text', 'json', 'csv'].map((format) => ['reach', blackHole, '--format', format]),
  ...['svg', 'report', 'csv', 'lab'].map((format) => ['export', format, blackHole]),
  ['lab', blackHole],
  ['link', blackHole],
  ['--help'],
];

const answers = (node?: string) =>
  EVERYTHING.map((args) => {
    const { status, stdout, stderr } = run(args, '', node);
    return { args, status, stdout, stderr };
  });

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

test('two runs print the same bytes, whatever is asked', () => {
  const once = answers();
  for (const { args, status, stdout } of once) {
    expect([0, 1], args.join(' ')).toContain(status);
    expect(stdout, args.join(' ')).not.toBe('');
  }
  expect(answers()).toEqual(once);
});

test('another Node prints the same bytes: HOPWRIGHT_OTHER_NODE=/path/to/node', () => {
  const other = process.env.HOPWRIGHT_OTHER_NODE;
  test.skip(other === undefined, 'HOPWRIGHT_OTHER_NODE names no other Node to try');
  // A link's length may differ: deflate is the engine's own. What it holds may not.
  const withoutLinks = (all: ReturnType<typeof answers>) => all.filter(({ args }) => args[0] !== 'link');
  expect(withoutLinks(answers(other))).toEqual(withoutLinks(answers()));
  const link = run(['link', blackHole], '', other).stdout.trim();
  expect(JSON.parse(run(['unlink', link]).stdout)).toEqual(JSON.parse(readFileSync(blackHole, 'utf8')));
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
