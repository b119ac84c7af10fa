import type { Disposition, LegName, PathProperty, Rule, Severity } from '#core';

/** The casebook's own word for what happened. */
export type CasebookVerdict =
  | 'ok'
  | 'ok_with_warning'
  | 'overlap'
  | 'vip_alias'
  | 'reserved_range'
  | 'no_route'
  | 'asymmetric'
  | 'nat_hides_source'
  | 'mtu'
  | 'invalid_config'
  | 'loop';

/** A published case; its plan is `plans/ID.hopwright.json`, and what follows is what Hopwright must say about it. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Where it was published: repository and path, repository#issue, or URL. */
  readonly source: string;
  readonly family: 'ipv4' | 'ipv6' | 'dual';
  readonly verdict: CasebookVerdict;
  /** Findings that must be there. */
  readonly findings?: readonly ExpectedFinding[];
  /** Further rules that are right to report errors here, besides those of `findings`; no other may. */
  readonly alsoErrors?: readonly Rule[];
  /** Flows of the plan, by id. Whether they arrive says the plan's `expect`. */
  readonly flows?: readonly ExpectedFlow[];
}

export interface ExpectedFinding {
  readonly rule: Rule;
  /** Error when absent. */
  readonly severity?: Severity;
  /** All of these are among its entities. */
  readonly entities: readonly string[];
  readonly overlap?: string;
}

export interface ExpectedFlow {
  readonly id: string;
  /** How and where the first path that fails ends. */
  readonly dies?: { readonly leg: LegName; readonly disposition: Disposition; readonly at: string };
  /** Properties that some path has, and that none has. */
  readonly properties?: readonly PathProperty[];
  readonly without?: readonly PathProperty[];
}
