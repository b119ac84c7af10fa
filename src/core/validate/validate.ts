import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { repairsFor } from '../repair/repairsFor.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { makeContext } from './makeContext.ts';
import { inside, Prober } from './witness.ts';

/**
 * Judges a plan by every rule of the table V. Sorted: errors first, then by rule and by what they are about. The network
 * must be that of the plan. Accepted findings stay, with the reason.
 */
export function validate(plan: Plan, network: Network): Finding[] {
  const context = makeContext(plan, network);
  const prober = new Prober(network);
  const judged = judge(context);
  const repairs = repairsFor(
    plan,
    network,
    judged.map(({ finding }) => finding),
  );
  return judged.map(({ finding, evidence }) => {
    const own = evidence.witness && prober.witness(evidence.witness());
    const [first] = finding.entities;
    const witness = own ?? (first === undefined ? undefined : prober.witness(inside(context, first)));
    return { ...finding, witness, repair: repairs.get(finding.id) };
  });
}
