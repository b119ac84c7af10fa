import { compileNetwork } from '../network/compileNetwork.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { repairsFor } from '../repair/repairsFor.ts';
import type { RuleContext } from './context.ts';
import type { Finding } from './finding.ts';
import { type Collected, collect, type Judged, judged } from './judge.ts';
import { makeContext } from './makeContext.ts';
import type { Evidence } from './rule.ts';
import { rules } from './rules/index.ts';
import { inside, type PreparedHint, Prober, prepared } from './witness.ts';

/** What was found out about the revision before. */
interface Before {
  readonly plan: Plan;
  readonly network: Network;
  readonly context: RuleContext;
  readonly collected: readonly Collected[];
}

/**
 * Judges one revision of a plan after another. What an edit cannot affect is not computed again: revisions with the same
 * clusters, routers, links and hosts share their network, all walks over it, and the evidence of every rule that reads nothing
 * else. Plans share what an edit leaves alone, so parts are compared by identity. What it says of a plan is what judging that plan
 * from nothing says.
 */
export class Judging {
  #before: Before | undefined;
  #hints = new WeakMap<Evidence, PreparedHint>();
  #insides = new Map<string, PreparedHint>();

  /** The plan's network, and its findings as `validate` gives them. */
  judge(plan: Plan): { readonly network: Network; readonly findings: Finding[] } {
    const before = this.#before;
    const network = before && sameNetwork(before.plan, plan) ? before.network : compileNetwork(plan);
    return { network, findings: this.findings(plan, network) };
  }

  findings(plan: Plan, network: Network): Finding[] {
    const { context, collected } = this.#collect(plan, network);
    const found = judged(context, collected);
    const findings = found.map(({ finding }) => finding);
    const repairs = repairsFor(plan, network, findings);
    const prober = new Prober(network);
    return found.map((one) => ({
      ...one.finding,
      witness: this.#witness(context, prober, one),
      repair: repairs.get(one.finding.id),
    }));
  }

  #collect(plan: Plan, network: Network): Before {
    const before = this.#before;
    const context = makeContext(plan, network, before?.network === network ? before.context : undefined);
    const keeps = before?.network === network && before.plan.profile === plan.profile;
    const sameFlows = before?.plan.flows === plan.flows;
    const collected = rules.map((rule, i) => {
      const known = before?.collected[i];
      return keeps && known && (sameFlows || !rule.readsFlows) ? known : collect(context, rule);
    });
    if (before?.network !== network) {
      this.#hints = new WeakMap();
      this.#insides = new Map();
    }
    this.#before = { plan, network, context, collected };
    return this.#before;
  }

  #witness(context: RuleContext, prober: Prober, { finding, evidence }: Judged): Finding['witness'] {
    const own = evidence.witness && prober.witness(this.#hintOf(evidence, evidence.witness));
    const [first] = finding.entities;
    return own ?? (first === undefined ? undefined : prober.witness(this.#insideOf(context, first)));
  }

  #hintOf(evidence: Evidence, witness: NonNullable<Evidence['witness']>): PreparedHint {
    const known = this.#hints.get(evidence);
    if (known) return known;
    const hint = prepared(witness());
    this.#hints.set(evidence, hint);
    return hint;
  }

  #insideOf(context: RuleContext, entity: string): PreparedHint {
    const known = this.#insides.get(entity);
    if (known) return known;
    const hint = prepared(inside(context, entity));
    this.#insides.set(entity, hint);
    return hint;
  }
}

/** True where the plans differ in nothing that a network is compiled from. */
const sameNetwork = (a: Plan, b: Plan): boolean =>
  a.clusters === b.clusters && a.routers === b.routers && a.links === b.links && a.hosts === b.hosts;
