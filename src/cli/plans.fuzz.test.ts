import { expect, test } from 'vitest';
import { compileNetwork, parsePlan, traceRoundTrip, validate } from '#core';
import { fuzz } from '#core/testing';
import { mutatedPlanText } from './testing/mutatedPlan.ts';
import { runCaptured } from './testing/runCaptured.ts';

/**
 * Documents that nobody meant: whatever they hold, the answer is a plan with findings or sentences that name the place.
 */

test('a spoilt document is refused in sentences, or is a plan that compiles, is judged and walked', () =>
  fuzz('plans: judged and walked', mutatedPlanText(), (text) => {
    const parsed = parsePlan(text);
    if (!parsed.ok) {
      expect(parsed.problems.length).toBeGreaterThan(0);
      for (const { message } of parsed.problems) expect(message).toMatch(/\S/);
      return;
    }
    const network = compileNetwork(parsed.plan);
    validate(parsed.plan, network);
    for (const flow of parsed.plan.flows ?? []) traceRoundTrip(network, flow);
  }));

for (const format of ['text', 'json', 'sarif', 'junit', 'github'] as const)
  test(`check answers a spoilt document in ${format} with exit code 0, 1 or 2, and no text of it becomes markup or a control code`, () =>
    fuzz(
      `plans: check as ${format}`,
      mutatedPlanText(),
      async (stdin) => {
        const { exit, out } = await runCaptured(['check', '-', '--format', format], { stdin });
        expect([0, 1, 2]).toContain(exit);
        if (format === 'json' || format === 'sarif') JSON.parse(out);
        if (format === 'junit') expect(out).not.toMatch(/<(img|script)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what may not be there
        expect(out).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      },
      0.2,
    ));
