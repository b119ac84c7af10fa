import { formatPrefix } from '../address/prefix.ts';
import type { RangePair } from './context.ts';
import type { RangeEvidence } from './finding.ts';
import type { PlanRange } from './inventory.ts';
import type { Evidence } from './rule.ts';

/** What a range is and whose, without what only the rules need to know of it. */
export const bare = ({ what, owner, prefix }: RangeEvidence): RangeEvidence => ({ what, owner, prefix });

/** Two overlapping ranges as evidence, the left one's owner first. */
export const evidenceOf = ({ left, right, overlap }: RangePair): Evidence => ({
  entities: [left.owner, right.owner],
  ranges: [bare(left), bare(right)],
  overlap,
  key: pairKey(left, right),
});

/** Tells pairs with one overlap apart: which ranges of the owners they are. */
const pairKey = (left: PlanRange, right: PlanRange): string =>
  `${left.what} ${formatPrefix(left.prefix)} / ${right.what} ${formatPrefix(right.prefix)}`;
