import { intersection, mustPrefix, overlaps } from '../../address/prefix.ts';
import { isLinkLocal, reservedBlocksOf } from '../../address/reserved.ts';
import type { Profile } from '../../plan/plan.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import type { ProfileRules } from '../profiles/profile.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { intoRange } from '../witness.ts';

/** [V reserved-range] A range has addresses that are set aside: loopback, link-local, multicast, documentation, benchmarking, class E, carrier-grade NAT. */
export const reservedRange = defineRule({
  rule: 'reserved-range',
  reads: ({ plan, profile, ranges }) => [plan.profile, profile, ranges],
  *run({ plan, profile, ranges, keep }) {
    for (const range of ranges) {
      // The address of a host says it already.
      if (range.kind === 'host-segment' || reservedBlocksOf(range.prefix).length === 0) continue;
      const isGlobalnets = isGlobalnetOwn(plan.profile, range);
      yield* keep(range, [profile, isGlobalnets], () => reserved(range, isGlobalnets ? profile : undefined));
    }
  },
});

/** `globalnet`: the profile whose own range it is. */
function* reserved(range: PlanRange, globalnet: ProfileRules | undefined): Generator<Evidence> {
  for (const block of reservedBlocksOf(range.prefix)) {
    // Two ends of a link are what link-local addresses are for; clouds give them to VPN tunnels.
    if (range.kind === 'transfer' && isLinkLocal(block)) continue;
    const overlap = intersection(range.prefix, block.prefix);
    yield {
      entities: [range.owner],
      ranges: [bare(range), { what: 'reserved range', owner: block.rfc, prefix: block.prefix }],
      overlap,
      ...(globalnet ? { severity: 'error' } : {}),
      facts: { purpose: block.purpose, rfc: block.rfc },
      source: globalnet ? globalnet.source : rfcPage(block.rfc),
      key: range.what,
      witness: (sight) => ({
        candidates: overlap ? intoRange(sight, range.owner, overlap) : [],
        endings: [],
      }),
    };
  }
}

const rfcPage = (rfc: string): string =>
  `https://www.rfc-editor.org/rfc/${rfc.replace(' ', '').toLowerCase()}`;

const GLOBALNET = mustPrefix('242.0.0.0/8');

/** Under Globalnet its default range is in use: nothing else may have it. */
const isGlobalnetOwn = (profile: Profile | undefined, { prefix }: PlanRange): boolean =>
  profile === 'submariner-globalnet' && overlaps(prefix, GLOBALNET);
