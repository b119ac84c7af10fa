import { formatPrefix } from '../address/prefix.ts';
import type { RangePair, RuleContext } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import type { PlanRange } from './inventory.ts';
import type { Evidence } from './rule.ts';

/** What a range is and whose, without what only the rules need to know of it. */
export const bare = ({ what, owner, prefix }: RangeEvidence): RangeEvidence => ({ what, owner, prefix });

/** Two overlapping ranges as evidence, the left one's owner first. What only the profile forbids cites its document. */
export const evidenceOf = ({ profile }: RuleContext, { left, right, overlap }: RangePair): Evidence => ({
  entities: [left.owner, right.owner],
  ranges: [bare(left), bare(right)],
  overlap,
  key: pairKey(left, right),
  ...(left.scope !== right.scope ||
  (profile.overlayPodsAreSeen && (isHidden(left, right) || isHidden(right, left)))
    ? { source: profile.source }
    : {}),
});

/** An overlay's pods that only a profile lets the other owner see. */
const isHidden = (range: PlanRange, other: PlanRange): boolean =>
  range.kind === 'pods' &&
  range.addressable === false &&
  range.owner !== other.owner &&
  other.kind !== 'host';

/** Tells pairs with one overlap apart: which ranges of the owners they are. */
const pairKey = (left: PlanRange, right: PlanRange): string =>
  `${left.what} ${formatPrefix(left.prefix)} / ${right.what} ${formatPrefix(right.prefix)}`;
