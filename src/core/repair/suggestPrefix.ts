import { covers, mustInterfaceAddress, mustPrefix, type Prefix } from '../address/prefix.ts';
import { PRIVATE_BLOCKS, RESERVED_BLOCKS } from '../address/reserved.ts';
import type { Plan } from '../plan/plan.ts';
import { platformRanges } from '../plan/platformRanges.ts';
import { freeSpace } from './freeSpace.ts';

/** Where IPv6 ranges of one's own come from (RFC 4193). */
const UNIQUE_LOCAL = mustPrefix('fd00::/8');

/**
 * A range of the same size that nothing in the plan, no platform in it and no reserved block uses: in the private block
 * that the old one is in, else in another. Undefined where none is free.
 */
export function suggestPrefix(plan: Plan, old: Prefix): Prefix | undefined {
  const blocks = old.family === 6 ? [UNIQUE_LOCAL] : PRIVATE_BLOCKS;
  const homes = [...blocks.filter((block) => covers(block, old)), ...blocks];
  const used = usedRanges(plan);
  for (const home of homes) {
    const free = freeSpace(home, used, old.length);
    if (free) return free;
  }
  return undefined;
}

/** Of plans that were asked about: a plan of a thousand findings is asked about a thousand times. */
const known = new WeakMap<Plan, readonly Prefix[]>();

/** Every range that something in the plan, a platform in it, or a standard uses. */
export function usedRanges(plan: Plan): readonly Prefix[] {
  const before = known.get(plan);
  if (before) return before;
  const used = rangesIn(plan);
  known.set(plan, used);
  return used;
}

function rangesIn(plan: Plan): Prefix[] {
  const clusters = plan.clusters ?? [];
  const texts = [
    ...clusters.flatMap((c) => [
      ...c.nodes.cidrs,
      ...(c.nodes.list ?? []).flatMap((node) => node.podCidrs ?? []),
      ...(c.pods?.cidrs ?? []),
      ...(c.services?.cidrs ?? []),
      ...(c.platform ? platformRanges[c.platform].used.map((range) => range.cidr) : []),
    ]),
    ...(plan.links ?? []).flatMap((link) => [...(link.cidrs ?? []), ...(link.prefixes ?? []).flat()]),
    ...(plan.routers ?? []).flatMap((router) => (router.routes ?? []).map((route) => route.to)),
  ];
  return [
    // A summary (10.0.0.0/8 through a link) is a direction, not a use: it would leave nothing free.
    ...[...new Set(texts)]
      .map(mustPrefix)
      .filter((range) => !PRIVATE_BLOCKS.some((block) => covers(range, block))),
    ...(plan.hosts ?? []).flatMap((host) => host.addresses.map((text) => mustInterfaceAddress(text).prefix)),
    ...RESERVED_BLOCKS.map((block) => block.prefix),
  ].filter((range) => range.length > 0);
}
