import type { Rule, Severity } from '../finding.ts';

/**
 * How the clusters are joined decides which ranges must differ. A profile chooses rules and severities and cites the
 * document that they come from; it never changes the walk.
 */
export interface ProfileRules {
  readonly title: string;
  /** What must be disjoint under it, in one sentence. */
  readonly summary: string;
  readonly source: string;
  /** Clusters count as joined to each other, also where the plan draws no link between them. */
  readonly joinsClusters: boolean;
  /** Other clusters see an overlay's pods by their own addresses. */
  readonly overlayPodsAreSeen: boolean;
  /** Which ranges of one cluster may be used again by another. */
  readonly mayRepeat: { readonly nodes: boolean; readonly pods: boolean; readonly services: boolean };
  /** Severities that differ from the rule's default. */
  readonly severities: Partial<Record<Rule, Severity>>;
}
