import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNetwork, parsePlan, traceRoundTrip, validate } from '#core';
import { mutatedPlanText } from './testing/mutatedPlan.ts';
import { runCaptured } from './testing/runCaptured.ts';

/*
 * Documents that nobody meant: whatever they hold, the answer is a plan with findings or sentences that name the place. A
 * failure prints its seed. HOPWRIGHT_FUZZ_RUNS sets how many of each kind are tried; with HOPWRIGHT_FUZZ_LIMITS time and
 * memory are looked at too (`npm run fuzz`).
 */

const numRuns = Number(process.env.HOPWRIGHT_FUZZ_RUNS ?? 1_000);
const limits =
  process.env.HOPWRIGHT_FUZZ_LIMITS === '1' ? { ms: 1_000, bytes: 512 * 1024 * 1024 } : undefined;

/** Tells an input that took longer, or left more behind, than any may. */
function within(text: string, work: () => void): void {
  const start = performance.now();
  work();
  if (!limits) return;
  const took = performance.now() - start;
  const held = process.memoryUsage().heapUsed;
  if (took > limits.ms || held > limits.bytes)
    throw new Error(`${took.toFixed(0)} ms and ${held} bytes of heap for ${text.slice(0, 2_000)}`);
}

test('a spoilt document is refused in sentences, or is a plan that compiles, is judged and walked', () => {
  fc.assert(
    fc.property(mutatedPlanText(), (text) => {
      within(text, () => {
        const parsed = parsePlan(text);
        if (!parsed.ok) {
          expect(parsed.problems.length).toBeGreaterThan(0);
          for (const { message } of parsed.problems) expect(message).toMatch(/\S/);
          return;
        }
        const network = compileNetwork(parsed.plan);
        validate(parsed.plan, network);
        for (const flow of parsed.plan.flows ?? []) traceRoundTrip(network, flow);
      });
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>).hopwright).toBeUndefined();
    }),
    { numRuns },
  );
});

for (const format of ['text', 'json', 'sarif', 'junit', 'github'] as const)
  test(`check answers a spoilt document in ${format} with exit code 0, 1 or 2, and no text of it becomes markup or a control code`, async () => {
    await fc.assert(
      fc.asyncProperty(mutatedPlanText(), async (stdin) => {
        const { exit, out } = await runCaptured(['check', '-', '--format', format], { stdin });
        expect([0, 1, 2]).toContain(exit);
        if (format === 'json' || format === 'sarif') JSON.parse(out);
        if (format === 'junit') expect(out).not.toMatch(/<(img|script)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
        expect(out).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });
