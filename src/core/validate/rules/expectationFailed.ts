import { resolveDevice } from '../../simulate/resolveFlow.ts';
import { defineRule } from '../rule.ts';
import { endingsOf } from '../witness.ts';

/** [V expectation-failed] A flow's `expect` does not hold. */
export const expectationFailed = defineRule({
  rule: 'expectation-failed',
  reads: ({ walks, plan }) => [walks(), plan.flows],
  *run(context) {
    const flows = new Map((context.plan.flows ?? []).map((flow) => [flow.id, flow]));
    for (const { question, answer, from, to, flow: id } of context.walks()) {
      const flow = id === undefined ? undefined : flows.get(id);
      if (!flow?.expect || flow.expect === answer.verdict) continue;
      const lost = answer.paths.find((path) => path.verdict === 'not-delivered')?.legs.at(-1);
      const at = lost && resolveDevice(context.network, lost.at);
      yield {
        entities: [from, ...(to === undefined ? [] : [to]), ...(at ? [at.entity] : [])],
        facts: {
          flow: flow.id,
          from: flow.from,
          to: flow.to,
          expect: flow.expect,
          verdict: answer.verdict,
          ...(lost ? { leg: lost.leg, ending: lost.disposition, at: lost.at } : {}),
        },
        key: flow.id,
        witness: () => ({ candidates: [question], endings: endingsOf(answer) }),
      };
    }
  },
});
