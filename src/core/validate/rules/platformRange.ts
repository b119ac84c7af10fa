import { covers, intersection, mustPrefix, type Prefix } from '../../address/prefix.ts';
import type { Platform } from '../../plan/plan.ts';
import { type PlatformRanges, platformRanges, type UsedRange } from '../../plan/platformRanges.ts';
import { isSeen, type RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { aroundOverlap } from '../witness.ts';

/**
 * [V platform-range] A range that the cluster's platform uses itself covers one of its own ranges or anything within one
 * network that its pods could call. A platform's own default is never reported against itself.
 */
export const platformRange = defineRule({
  rule: 'platform-range',
  reads(context) {
    const clusters = (context.plan.clusters ?? []).filter(({ platform }) => platform !== undefined);
    const platforms = new Set(clusters.flatMap(({ platform }) => platform ?? []));
    return [
      context.profile,
      ...clusters.flatMap((cluster) => [cluster, context.rangesOf(cluster.id)]),
      ...[...platforms].flatMap((platform) => collisionsWith(context, platform).map(({ range }) => range)),
    ];
  },
  *run(context) {
    const met = new Map<Platform, readonly Collision[]>();
    for (const cluster of context.plan.clusters ?? []) {
      const [own] = context.rangesOf(cluster.id);
      if (!cluster.platform || !own) continue;
      const collisions = met.get(cluster.platform) ?? collisionsWith(context, cluster.platform);
      met.set(cluster.platform, collisions);
      for (const collision of collisions) {
        if (isCalled(context, own, platformRanges[cluster.platform], collision.range))
          yield evidenceOf(cluster.id, cluster.platform, collision);
      }
    }
  },
});

/** A range of the plan that has addresses of one that a platform uses. */
interface Collision {
  readonly used: UsedRange;
  readonly range: PlanRange;
  readonly overlap: Prefix;
}

const collisionsWith = (context: RuleContext, platform: Platform): Collision[] =>
  platformRanges[platform].used.flatMap((used) => {
    const prefix = mustPrefix(used.cidr);
    return context.rangesAround(prefix).flatMap((range) => {
      const overlap = range.kind === 'host-segment' ? undefined : intersection(prefix, range.prefix);
      return overlap ? [{ used, range, overlap }] : [];
    });
  });

/** The cluster's own, unless it is the platform's default; of others what its pods could call. */
const isCalled = (
  context: RuleContext,
  own: PlanRange,
  platform: PlatformRanges,
  range: PlanRange,
): boolean =>
  range.owner === own.owner
    ? !isDefault(platform, range)
    : range.scope === own.scope &&
      (range.kind === 'nodes' ||
        range.kind === 'host' ||
        range.kind === 'transfer' ||
        isSeen(context, range));

function evidenceOf(cluster: string, platform: Platform, { used, range, overlap }: Collision): Evidence {
  const { title } = platformRanges[platform];
  return {
    entities: [cluster, range.owner],
    ranges: [{ what: 'platform range', owner: title, prefix: mustPrefix(used.cidr) }, bare(range)],
    overlap,
    facts: { platform: title, use: used.use, ...(used.when === undefined ? {} : { when: used.when }) },
    source: used.source,
    key: `${range.what} ${used.use}`,
    witness: (sight) => ({ candidates: aroundOverlap(sight, cluster, range.owner, overlap), endings: [] }),
  };
}

/** The platform's own default for that kind of range, or a part of it. */
const isDefault = (platform: PlatformRanges, { kind, prefix }: PlanRange): boolean =>
  (kind === 'nodes' || kind === 'pods' || kind === 'services') &&
  platform[kind].some((range) => covers(mustPrefix(range.cidr), prefix));
