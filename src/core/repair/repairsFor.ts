import { compileNetwork } from '../network/compileNetwork.ts';
import type { Network } from '../network/network.ts';
import { applyEdits } from '../plan/applyEdit.ts';
import { PlanEditError } from '../plan/editError.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Repair } from '../validate/finding.ts';
import { findingsOf } from '../validate/judge.ts';
import { proposals } from './proposals.ts';

/** How many proposals are tried for a plan, and up to how many devices: each costs a judgement of the changed plan. */
const MOST_TRIES = 8;
const MOST_DEVICES = 250;

/**
 * Repairs by finding id: plan edits that were tried on the plan, remove that finding and add no other. Accepted findings
 * get none, nor does a plan that is too large to be judged over and over.
 */
export function repairsFor(plan: Plan, network: Network, findings: readonly Finding[]): Map<string, Repair> {
  const repairs = new Map<string, Repair>();
  if (network.devices.size > MOST_DEVICES) return repairs;
  const before = tally(findings);
  const tried = new Map<string, ReadonlyMap<string, number> | undefined>();
  for (const finding of findings) {
    if (finding.accepted !== undefined) continue;
    for (const repair of proposals(plan, finding)) {
      const key = JSON.stringify(repair.edits);
      if (!tried.has(key) && tried.size < MOST_TRIES) tried.set(key, findingsAfter(plan, repair));
      const after = tried.get(key);
      if (!after || !mends(finding, before, after)) continue;
      repairs.set(finding.id, repair);
      break;
    }
  }
  return repairs;
}

/** Rules and entities with the number of their findings: what an edit renames (ranges, ids) does not count. */
const tally = (findings: readonly Finding[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(kindOf(finding), (counts.get(kindOf(finding)) ?? 0) + 1);
  return counts;
};

const kindOf = ({ rule, severity, entities }: Finding): string => `${rule} ${severity} ${entities.join(' ')}`;

/** The findings of the changed plan; undefined where the edits do not apply. */
function findingsAfter(plan: Plan, { edits }: Repair): Map<string, number> | undefined {
  try {
    const changed = applyEdits(plan, edits);
    return tally(findingsOf(changed, compileNetwork(changed)));
  } catch (error) {
    if (error instanceof PlanEditError) return undefined;
    throw error;
  }
}

function mends(
  finding: Finding,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): boolean {
  const kind = kindOf(finding);
  if ((after.get(kind) ?? 0) >= (before.get(kind) ?? 0)) return false;
  return [...after].every(([other, count]) => count <= (before.get(other) ?? 0));
}
