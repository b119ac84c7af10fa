import { covers, mustPrefix } from '../../address/prefix.ts';
import { PRIVATE_BLOCKS, RESERVED_BLOCKS } from '../../address/reserved.ts';
import type { Cluster } from '../../plan/plan.ts';
import { platformRanges } from '../../plan/platformRanges.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { intoRange } from '../witness.ts';

/**
 * [V public-range] A cluster's range is not private: it hides that part of the internet from everyone inside. IPv4 only:
 * a global prefix of one's own is how IPv6 is meant to be used.
 */
export const publicRange = defineRule({
  rule: 'public-range',
  reads: ({ plan }) => [plan.clusters],
  *run({ plan, rangesOf, keep }) {
    for (const cluster of plan.clusters ?? []) {
      const ranges = rangesOf(cluster.id);
      yield* keep(cluster.id, [cluster, ranges], () => publicRanges(cluster, ranges));
    }
  },
});

function* publicRanges(cluster: Cluster, ranges: readonly PlanRange[]): Generator<Evidence> {
  for (const range of ranges) {
    if (range.prefix.family === 6 || isPrivate(range) || isDefault(cluster, range)) continue;
    yield {
      entities: [range.owner],
      ranges: [bare(range)],
      key: `${range.what} ${range.prefix.value}/${range.prefix.length}`,
      witness: (sight) => ({ candidates: intoRange(sight, range.owner, range.prefix), endings: [] }),
    };
  }
}

/** Inside one of the private blocks, or one that `reserved-range` speaks of. */
const isPrivate = ({ prefix }: PlanRange): boolean =>
  PRIVATE_BLOCKS.some((block) => covers(block, prefix)) ||
  RESERVED_BLOCKS.some((block) => covers(block.prefix, prefix));

/** A public block that the platform's maker sets aside for this (GKE's services). */
function isDefault({ platform }: Cluster, { kind, prefix }: PlanRange): boolean {
  if (!platform || (kind !== 'nodes' && kind !== 'pods' && kind !== 'services')) return false;
  return platformRanges[platform][kind].some((range) => covers(mustPrefix(range.cidr), prefix));
}
