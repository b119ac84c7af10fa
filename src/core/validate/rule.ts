import type { Prefix } from '../address/prefix.ts';
import type { Disposition, FlowQuestion } from '../simulate/trace.ts';
import type { RuleContext } from './context.ts';
import type { Finding, RangeEvidence, Rule, Severity } from './finding.ts';
import type { Sight } from './sight.ts';

/** What a rule found, before profile, witness and acceptance: evidence only. */
export interface Evidence {
  /** Plan ids; the owner of what breaks first. Ids that come twice count once. */
  readonly entities: readonly string[];
  readonly ranges?: readonly RangeEvidence[];
  readonly overlap?: Prefix | undefined;
  /** Where it is not the rule's default. */
  readonly severity?: Severity;
  readonly facts?: Finding['facts'];
  /** Where the document for this very finding is not the rule's own. */
  readonly source?: string;
  /** Tells findings of one rule, entities and overlap apart: a flow id, a family. */
  readonly key?: string;
  /** Flows that may show it; asked only when the finding is kept, and again where what it looked at became another. */
  readonly witness?: (sight: Sight) => WitnessHint;
}

/** Flows to try for a witness, best first, and how they end when it is this finding that breaks them. */
export interface WitnessHint {
  readonly candidates: readonly FlowQuestion[];
  readonly endings: readonly Disposition[];
}

export interface RuleDefinition {
  readonly rule: Rule;
  /**
   * All that it reads: where every item is the same as in the revision before, it would find the same and is not run. Without it, that is
   * the network, what it is compiled from, and the profile: a rule that reads flows must say so.
   */
  reads?(context: RuleContext): readonly unknown[];
  /** Gives evidence one by one, so that a plan with too much of it can be left half said. */
  run(context: RuleContext): Iterable<Evidence>;
}

/** A rule of the table V: its name and how it is found. One file a rule. */
export const defineRule = (definition: RuleDefinition): RuleDefinition => definition;
