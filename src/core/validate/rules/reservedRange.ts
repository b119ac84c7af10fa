import { intersection, mustPrefix, overlaps } from '../../address/prefix.ts';
import { isLinkLocal, reservedBlocksOf } from '../../address/reserved.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule } from '../rule.ts';
import { intoRange } from '../witness.ts';

/** [V reserved-range] A range has addresses that are set aside: loopback, link-local, multicast, documentation, benchmarking, class E, carrier-grade NAT. */
export const reservedRange = defineRule({
  rule: 'reserved-range',
  *run(context) {
    for (const range of context.ranges) {
      // The address of a host says it already.
      if (range.kind === 'host-segment') continue;
      for (const block of reservedBlocksOf(range.prefix)) {
        // Two ends of a link are what link-local addresses are for; clouds give them to VPN tunnels.
        if (range.kind === 'transfer' && isLinkLocal(block)) continue;
        const overlap = intersection(range.prefix, block.prefix);
        yield {
          entities: [range.owner],
          ranges: [bare(range), { what: 'reserved range', owner: block.rfc, prefix: block.prefix }],
          overlap,
          ...(isGlobalnetOwn(context, range) ? { severity: 'error' } : {}),
          facts: { purpose: block.purpose, rfc: block.rfc },
          source: isGlobalnetOwn(context, range) ? context.profile.source : rfcPage(block.rfc),
          key: range.what,
          witness: () => ({
            candidates: overlap ? intoRange(context, range.owner, overlap) : [],
            endings: [],
          }),
        };
      }
    }
  },
});

const rfcPage = (rfc: string): string =>
  `https://www.rfc-editor.org/rfc/${rfc.replace(' ', '').toLowerCase()}`;

const GLOBALNET = mustPrefix('242.0.0.0/8');

/** Under Globalnet its default range is in use: nothing else may have it. */
const isGlobalnetOwn = ({ plan }: RuleContext, { prefix }: PlanRange): boolean =>
  plan.profile === 'submariner-globalnet' && overlaps(prefix, GLOBALNET);
