import type { Prefix } from '../address/prefix.ts';
import type { PlanEdit } from '../plan/edits.ts';
import { RULES, type Rule } from '../plan/ruleNames.ts';
import type { FlowQuestion, Verdict } from '../simulate/trace.ts';

export type Severity = 'error' | 'warning' | 'info';
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export { RULES, type Rule };

/** What one range is and whose: `{ what: 'service range', owner: 'london', prefix }`. */
export interface RangeEvidence {
  readonly what:
    | 'node network'
    | 'pod range'
    | 'service range'
    | 'host address'
    | 'host segment'
    | 'transfer network'
    | 'address'
    | 'platform range'
    | 'reserved range'
    | 'static prefix'
    | 'route'
    | 'node pod prefix';
  /** A plan entity's id, or the name of who else has it (a platform, an RFC). */
  readonly owner: string;
  readonly prefix: Prefix;
}

/** A judgement as a value: evidence only. `describeFinding` makes the sentence. */
export interface Finding {
  /** Stable over edits that do not touch what it is about: rule, entities and overlap. */
  readonly id: string;
  readonly rule: Rule;
  readonly severity: Severity;
  /** Every plan entity involved, by id; the owner of what breaks first. */
  readonly entities: readonly string[];
  readonly ranges: readonly RangeEvidence[];
  /** The exact common range, where two overlap. */
  readonly overlap: Prefix | undefined;
  /** Numbers, device names and the like that the sentence needs; which ones depends on the rule. */
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>;
  readonly witness: Witness | undefined;
  readonly repair: Repair | undefined;
  /** The reason given in the plan's `accept` list, if it was accepted there. */
  readonly accepted: string | undefined;
  /** The document for this very finding (a platform's page, a profile's), where it is not the rule's own: see `sourceOf`. */
  readonly source?: string;
}

/** A concrete flow that fails because of the finding, or proves it harmless; the walk really gives this verdict. */
export interface Witness {
  readonly flow: FlowQuestion;
  readonly verdict: Verdict;
}

/** Plan edits that were checked to remove the finding and to add no other. */
export interface Repair {
  readonly title: string;
  readonly edits: readonly PlanEdit[];
}
