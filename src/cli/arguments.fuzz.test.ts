import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzz, HOSTILE_TEXTS } from '#core/testing';
import { commands } from './commands/table.ts';
import { planFiles } from './testing/plans.ts';
import { runCaptured } from './testing/runCaptured.ts';

const WORDS = commands.flatMap((command) => [
  command.name,
  ...Object.entries(command.options).flatMap(([name, option]) => [
    `--${name}`,
    `--${name}=`,
    ...(option.choices ?? []),
  ]),
]);

const word = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      ...WORDS,
      ...Object.keys(planFiles),
      '-',
      '--',
      '-h',
      '-o',
      'svg',
      'report',
      'csv',
      'host:laptop',
      'pod:london/cb-0',
      '#v1/',
      '9'.repeat(400),
    ),
    fc.constantFrom(...HOSTILE_TEXTS),
    fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...HOSTILE_TEXTS)).map(([a, b]) => `${a}=${b}`),
    fc.string({ maxLength: 12, unit: 'binary' }),
  );

test('whatever is typed, the answer is a result or a sentence, never an internal error, and no control code', () =>
  fuzz(
    'command lines',
    fc.tuple(
      fc.oneof(fc.constantFrom(...commands.map(({ name }) => name)), word()),
      fc.array(word(), { maxLength: 6 }),
    ),
    async ([verb, rest]) => {
      const { exit, out, err } = await runCaptured([verb, ...rest], {
        files: planFiles,
        stdin: planFiles['sound.json'],
      });
      expect([0, 1, 2]).toContain(exit);
      expect(out + err).not.toMatch(/\n {4}at |internal error/);
      if (exit === 2) expect(err).not.toBe('');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
      expect(err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    },
  ));
