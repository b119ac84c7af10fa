import { compileNetwork } from '../network/compileNetwork.ts';
import type { Network } from '../network/network.ts';
import { applyEdits } from '../plan/applyEdit.ts';
import { PlanEditError } from '../plan/editError.ts';
import type { PlanEdit } from '../plan/edits.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, Repair } from '../validate/finding.ts';
import { findingsOf } from '../validate/judge.ts';
import { proposals } from './proposals.ts';

/** How many proposals are tried for a plan, and up to how many devices: each costs a judgement of the changed plan. */
const MOST_TRIES = 8;
const MOST_DEVICES = 250;
/** How many proposals one repair may join: a packet that at last arrives may meet what nobody saw before. */
const MOST_JOINED = 3;

/**
 * Repairs by finding id: plan edits that were tried on the plan, remove that finding and add no other. Where a proposal
 * uncovers findings that the mended one hid (V), theirs are joined to it. Accepted findings get none, nor does a plan that
 * is too large to be judged over and over.
 */
export function repairsFor(plan: Plan, network: Network, findings: readonly Finding[]): Map<string, Repair> {
  const repairs = new Map<string, Repair>();
  if (network.devices.size > MOST_DEVICES) return repairs;
  const before = tally(findings);
  const attempt = attempts(plan, before);
  for (const finding of findings) {
    if (finding.accepted !== undefined) continue;
    for (const proposal of proposals(plan, finding)) {
      const repair = completed(proposal, finding, before, attempt);
      if (!repair) continue;
      repairs.set(finding.id, repair);
      break;
    }
  }
  return repairs;
}

/** A plan with edits applied: how many findings of each kind it has, and the first that the plan before had not. */
interface Attempt {
  readonly plan: Plan;
  readonly after: ReadonlyMap<string, number>;
  readonly uncovered: Finding | undefined;
}

/** Tries edits on a plan, the same ones once; undefined where they do not apply or enough were tried. */
function attempts(
  plan: Plan,
  before: ReadonlyMap<string, number>,
): (edits: readonly PlanEdit[]) => Attempt | undefined {
  const tried = new Map<string, Attempt | undefined>();
  return (edits) => {
    const key = JSON.stringify(edits);
    if (!tried.has(key) && tried.size < MOST_TRIES) tried.set(key, tryOn(plan, before, edits));
    return tried.get(key);
  };
}

function tryOn(
  plan: Plan,
  before: ReadonlyMap<string, number>,
  edits: readonly PlanEdit[],
): Attempt | undefined {
  try {
    const changed = applyEdits(plan, edits);
    const findings = findingsOf(changed, compileNetwork(changed));
    // Once for each attempt, not for each of thousands of findings that ask for it.
    const after = tally(findings);
    const uncovered = findings.find((other) => countOf(after, other) > countOf(before, other));
    return { plan: changed, after, uncovered };
  } catch (error) {
    if (error instanceof PlanEditError) return undefined;
    throw error;
  }
}

/** The proposal, joined with what mends the findings that it uncovers; undefined where that is not to be had. */
function completed(
  proposal: Repair,
  finding: Finding,
  before: ReadonlyMap<string, number>,
  attempt: (edits: readonly PlanEdit[]) => Attempt | undefined,
): Repair | undefined {
  let repair = proposal;
  for (let joined = 1; joined <= MOST_JOINED; joined++) {
    const tried = attempt(repair.edits);
    if (!tried) return undefined;
    const { after, uncovered } = tried;
    if (countOf(after, finding) >= countOf(before, finding)) return undefined;
    if (!uncovered) return repair;
    const next = proposals(tried.plan, uncovered)[0];
    if (!next) return undefined;
    repair = {
      title: `${repair.title}, and ${next.title[0]?.toLowerCase()}${next.title.slice(1)}`,
      edits: [...repair.edits, ...next.edits],
    };
  }
  return undefined;
}

/** Rules and entities with the number of their findings: what an edit renames (ranges, ids) does not count. */
const tally = (findings: readonly Finding[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(kindOf(finding), countOf(counts, finding) + 1);
  return counts;
};

const countOf = (counts: ReadonlyMap<string, number>, finding: Finding): number =>
  counts.get(kindOf(finding)) ?? 0;

/** An expectation is that of its flow, wherever the packet is lost now. */
const kindOf = ({ rule, severity, entities, facts }: Finding): string =>
  `${rule} ${severity} ${rule === 'expectation-failed' ? facts.flow : entities.join(' ')}`;
