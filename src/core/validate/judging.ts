import { Memo } from '../memo.ts';
import { Compiler } from '../network/compileNetwork.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { repairsFor } from '../repair/repairsFor.ts';
import type { Finding, Repair, Witness } from './finding.ts';
import { Judge, type Judged } from './judge.ts';
import type { WitnessHint } from './rule.ts';
import { Looks, type Sight } from './sight.ts';
import { inside, type PreparedHint, Prober, prepared } from './witness.ts';

interface Kept {
  readonly looks: Looks;
  readonly hint: PreparedHint;
}

/**
 * Judges one revision of a plan after another. What an edit cannot affect is not computed again: plans share what an edit leaves alone,
 * so parts are compared by identity, and what is made of the same parts is the same. What it says of a plan is what judging that plan
 * from nothing says.
 */
export class Judging {
  readonly #compiler = new Compiler();
  readonly #judge = new Judge();
  /** By evidence, and by entity for what goes on inside of it. */
  readonly #hints = new Map<unknown, Kept>();
  readonly #findings = new Memo<Finding, Finding>();

  /** The plan's network, and its findings as `validate` gives them. */
  judge(plan: Plan): { readonly network: Network; readonly findings: readonly Finding[] } {
    const network = this.#compiler.compile(plan);
    return { network, findings: this.findings(plan, network) };
  }

  findings(plan: Plan, network: Network): Finding[] {
    const { sight, found } = this.#judge.judge(plan, network);
    const repairs = repairsFor(
      plan,
      network,
      found.map(({ finding }) => finding),
    );
    const prober = new Prober(network);
    const findings = found.map((one) =>
      this.#completed(one.finding, this.#witness(sight, prober, one), repairs.get(one.finding.id)),
    );
    this.#findings.nextRound();
    if (this.#hints.size > 4 * found.length + MANY_HINTS) this.#hints.clear();
    return findings;
  }

  #completed(plain: Finding, witness: Witness | undefined, repair: Repair | undefined): Finding {
    const inputs = [witness?.flow, witness?.verdict, repair];
    return this.#findings.keep(plain, inputs, () => ({ ...plain, witness, repair }));
  }

  #witness(sight: Sight, prober: Prober, { finding, evidence }: Judged): Witness | undefined {
    const { witness } = evidence;
    const own = witness && prober.witness(this.#hint(sight, evidence, witness));
    const [first] = finding.entities;
    if (own || first === undefined) return own;
    return prober.witness(this.#hint(sight, first, (eyes) => inside(eyes, first)));
  }

  /** The flows to try, chosen again where what they were chosen by is not the same any more. */
  #hint(sight: Sight, key: unknown, choose: (sight: Sight) => WitnessHint): PreparedHint {
    const known = this.#hints.get(key);
    if (known?.looks.wouldSeeTheSame(sight)) return known.hint;
    const looks = new Looks(sight);
    const hint = prepared(choose(looks));
    this.#hints.set(key, { looks, hint });
    return hint;
  }
}

const MANY_HINTS = 1000;
