import { covers, mustPrefix } from '../../address/prefix.ts';
import { type PlatformRanges, platformRanges, type UsedRange } from '../../plan/platformRanges.ts';
import { crossing, isSeen, type RuleContext } from '../context.ts';
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
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      const platform = cluster.platform && platformRanges[cluster.platform];
      const own = context.ranges.find((range) => range.owner === cluster.id);
      if (!platform || platform.used.length === 0 || !own) continue;
      yield* collisions(context, platform, own);
    }
  },
});

/** A range of the platform, standing in the network of the cluster. */
interface PlatformRange extends PlanRange {
  readonly used: UsedRange;
}

function* collisions(context: RuleContext, platform: PlatformRanges, own: PlanRange): Generator<Evidence> {
  const used = platform.used.map(
    (range): PlatformRange => ({ ...own, prefix: mustPrefix(range.cidr), used: range }),
  );
  const called = context.ranges.filter(
    (range) =>
      (range.owner === own.owner && !isDefault(platform, range)) ||
      (range.owner !== own.owner &&
        range.scope === own.scope &&
        (range.kind === 'nodes' ||
          range.kind === 'host' ||
          range.kind === 'transfer' ||
          isSeen(context, range))),
  );
  for (const { left, right, overlap } of crossing(context, used, called)) {
    const { use, source, when } = (left as PlatformRange).used;
    const { owner } = own;
    yield {
      entities: [owner, right.owner],
      ranges: [{ what: 'platform range', owner: platform.title, prefix: left.prefix }, bare(right)],
      overlap,
      facts: { platform: platform.title, use, ...(when === undefined ? {} : { when }) },
      source,
      key: `${right.what} ${use}`,
      witness: () => ({ candidates: aroundOverlap(context, owner, right.owner, overlap), endings: [] }),
    };
  }
}

/** The platform's own default for that kind of range, or a part of it. */
const isDefault = (platform: PlatformRanges, { kind, prefix }: PlanRange): boolean =>
  (kind === 'nodes' || kind === 'pods' || kind === 'services') &&
  platform[kind].some((range) => covers(mustPrefix(range.cidr), prefix));
