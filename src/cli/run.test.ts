import { describe, expect, test } from 'vitest';
import { commands } from './commands/table.ts';
import { run } from './run.ts';
import { runCaptured } from './testing/runCaptured.ts';

describe('help', () => {
  test('--help lists every command on standard output', async () => {
    const { exit, out, err } = await runCaptured(['--help']);
    for (const command of commands) expect(out).toContain(`  ${command.name} ${command.positionals}`);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
  });

  test.each(commands)('$name --help tells each of its options and its exit codes', async (command) => {
    const { exit, out } = await runCaptured([command.name, '--help']);
    for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`);
    expect(out).toContain(command.exits);
    expect(exit).toBe(0);
  });

  test('no arguments at all: the help goes to standard error, and nothing was answered', async () => {
    const { exit, out, err } = await runCaptured([]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain('Usage: hopwright');
  });

  test('--version prints a version and nothing else', async () => {
    const { exit, out } = await runCaptured(['--version']);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(exit).toBe(0);
  });
});

describe('a bad argument is one sentence with place and remedy, and exit code 2', () => {
  test.each([
    [['chekc', 'p.json'], 'hopwright: "chekc" is not a command. Did you mean check? See: hopwright --help\n'],
    [
      ['check', 'p.json', '--sevrity', 'info'],
      'hopwright: check: --sevrity is not an option of this command. Did you mean --severity? See: hopwright check --help\n',
    ],
    [
      ['check', 'p.json', '--severity', 'fatal'],
      'hopwright: check: --severity is "fatal"; give one of error, warning, info.\n',
    ],
    [
      ['check', 'p.json', '--format', 'jsno'],
      'hopwright: check: --format is "jsno"; give one of text, json, sarif, junit, github. Did you mean json?\n',
    ],
    [
      ['check', 'p.json', '--format'],
      'hopwright: check: --format needs a value; write --format text|json|sarif|junit|github.\n',
    ],
    [
      ['trace', 'p.json', '--from', '--to', 'host:b'],
      'hopwright: trace: --from needs a value; write --from E.\n',
    ],
    [['check', '--help=yes'], 'hopwright: check: --help takes no value; leave it away.\n'],
    [
      ['trace', 'p.json', '--from', 'host:a', '--to', 'host:b', '--port', '70000'],
      'hopwright: --port is "70000"; give a whole number from 1 to 65535.\n',
    ],
    [
      ['trace', 'p.json', '--from', 'host:a'],
      'hopwright: trace: nothing to walk; give --from E and --to E, or --flow ID for a flow of the plan.\n',
    ],
    [
      ['trace', 'p.json', '--flow', 'ui', '--to', 'host:b'],
      'hopwright: trace: --flow and --to exclude each other; a saved flow says everything itself.\n',
    ],
    [['check'], 'hopwright: No PLAN was given; name a file, a share link, or - for standard input.\n'],
    [
      ['check', '-', '-'],
      'hopwright: Standard input (-) was given twice, and it can be read once; name files instead.\n',
    ],
    [
      ['link', 'a.json', 'b.json'],
      'hopwright: One PLAN is expected, 2 were given; run the command once for each.\n',
    ],
    [
      ['unlink', 'plan.json'],
      'hopwright: unlink: "plan.json" is not a share link; give one that starts with https:// and has a #, or - for standard input.\n',
    ],
    [
      ['link', 'p.json', '--base', 'nowhere'],
      'hopwright: link: --base is "nowhere"; give an absolute address such as https://plans.example/.\n',
    ],
  ])('%j', async (argv, sentence) => {
    expect(await runCaptured(argv, { files: { 'p.json': '{"hopwright":1,"name":"p"}' } })).toEqual({
      exit: 2,
      out: '',
      err: sentence,
    });
  });
});

test('a bug is exit code 3 and a plain message without a stack', async () => {
  let err = '';
  const exit = await run(['--version'], {
    out: () => {
      throw new TypeError('something is not a function');
    },
    err: (text) => {
      err += text;
    },
    readStdin: async () => new Uint8Array(),
    writeFile: async () => {},
    readFile: async () => new Uint8Array(),
    colour: false,
  });
  expect(exit).toBe(3);
  expect(err).toMatch(
    /^hopwright: internal error \(TypeError: something is not a function\)\. This is a bug in Hopwright \d+\.\d+\.\d+; please report .*\n$/,
  );
});
