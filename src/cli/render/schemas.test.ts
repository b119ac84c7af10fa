import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examples } from '#presets';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';
import { junitProblems, sarifProblems } from '../testing/schemas.ts';

/** Texts that markup, JSON and terminals have stumbled over. */
const HOSTILE = [
  ']]>',
  '"\'&<>',
  '<!-- --> <?xml?> <img src=x onerror=alert(1)>',
  'a\u0000b\u0007c\u001b[2J\u007f\u0085',
  '\ud800 alone, \udc00 too',
  '\ufffe\uffff',
  '\u202eesrever\u2028',
  '😀'.repeat(120),
  '\t line\r\nbreak ',
];

const anyName = (): fc.Arbitrary<string> =>
  fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));

/** The black hole with such names, such a reason, and a file that is called so. */
const anyRun = (): fc.Arbitrary<{ file: string; text: string }> =>
  fc
    .record({
      file: fc.oneof(fc.constant('plans/a b.json'), anyName()).filter((name) => /^[^-#:]/.test(name)),
      name: anyName(),
      host: anyName(),
      workload: anyName().map((name) => `w${name.replaceAll('/', '')}`.slice(0, 60)),
      reason: anyName(),
      unreadable: fc.option(anyName()),
    })
    .map(({ file, name, host, workload, reason, unreadable }) => ({
      file,
      text: JSON.stringify({
        ...blackHole,
        name,
        clusters: blackHole.clusters?.map((cluster) => ({
          ...cluster,
          name: host,
          workloads: [{ name: workload, replicas: 2 }],
          expose: [],
        })),
        hosts: blackHole.hosts?.map((one) => ({ ...one, name: host })),
        flows: [],
        accept: [{ rule: 'vip-aliases-address', reason }],
        ...(unreadable === null ? {} : { [unreadable]: 1 }),
      }),
    }));

async function answer(file: string, text: string, ...args: string[]): Promise<string> {
  const { exit, out, err } = await runCaptured([...args, file], { files: { [file]: text } });
  expect([0, 1, 2], err).toContain(exit);
  return out;
}

describe('what CI servers read is what their schemas say', () => {
  const files = {
    ...planFiles,
    ...Object.fromEntries(examples.map(({ id, plan }) => [`${id}.json`, JSON.stringify(plan, null, 2)])),
  };
  const names = Object.keys(files);

  test('SARIF of every example, of a plan with a black hole and of plans that cannot be read', async () => {
    for (const args of [names, ...names.map((name) => [name])]) {
      const { out } = await runCaptured(['check', ...args, '--format', 'sarif'], { files });
      expect(sarifProblems(out), args.join()).toEqual([]);
    }
  });

  test('JUnit of the same, from check and from test', async () => {
    const texts: string[] = [];
    for (const verb of ['check', 'test'])
      for (const args of [names, ...names.map((name) => [name])])
        texts.push((await runCaptured([verb, ...args, '--format', 'junit'], { files })).out);
    expect(await junitProblems(texts)).toEqual([]);
  });

  test('JUnit with an accepted finding, a failed one and a plan that cannot be read', async () => {
    const accepted = JSON.stringify({
      ...blackHole,
      accept: [{ rule: 'vip-aliases-address', reason: 'ours since 1994' }],
    });
    const { out } = await runCaptured(
      ['check', 'accepted.json', 'black-hole.json', 'garbage.json', '--format', 'junit'],
      { files: { ...planFiles, 'accepted.json': accepted } },
    );
    expect(out).toContain('<skipped>accepted: ours since 1994</skipped>');
    expect(out).toMatch(/<failure /);
    expect(out).toMatch(/<error /);
    expect(await junitProblems([out])).toEqual([]);
  });

  test('the validators see what is wrong', async () => {
    const { out } = await runCaptured(['check', 'black-hole.json', '--format', 'sarif'], { files });
    expect(sarifProblems(out.replace('"ruleId"', '"rule"'))).not.toEqual([]);
    expect(sarifProblems(out.replace('black-hole.json', 'no uri: %'))).not.toEqual([]);
    expect(await junitProblems(['<testsuite/>'])).not.toEqual([]);
    expect(await junitProblems(['<testsuites>]]></testsuites>'])).not.toEqual([]);
  });

  test('SARIF of a file whose name no URI can hold', async () => {
    for (const file of HOSTILE)
      expect(sarifProblems(await answer(file, '{}', 'check', '--format', 'sarif')), file).toEqual([]);
  });

  test('SARIF whatever the names are, and the same bytes when it is asked twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun(), async ({ file, text }) => {
        const once = await answer(file, text, 'check', '--format', 'sarif');
        expect(sarifProblems(once)).toEqual([]);
        expect(await answer(file, text, 'check', '--format', 'sarif')).toBe(once);
      }),
      { numRuns: 60 },
    );
  });

  test('JUnit whatever the names are, and the same bytes when it is asked twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRun(), { minLength: 1, maxLength: 12 }), async (runs) => {
        const texts: string[] = [];
        for (const { file, text } of runs) {
          const once = await answer(file, text, 'check', '--format', 'junit');
          expect(await answer(file, text, 'check', '--format', 'junit')).toBe(once);
          texts.push(once, await answer(file, text, 'test', '--format', 'junit'));
        }
        expect(await junitProblems(texts)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
