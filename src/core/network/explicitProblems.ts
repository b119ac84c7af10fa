import { type Address, sameAddress } from '../address/address.ts';
import { contains, lastAddress, mustInterfaceAddress, mustPrefix, usableRange } from '../address/prefix.ts';
import type { Draft, SegmentDraft } from './draft.ts';
import type { AddressProblem } from './network.ts';

/** Explicit addresses that cannot work: network and broadcast addresses, and segments whose router found no room. */
export function explicitProblems(draft: Draft): AddressProblem[] {
  const problems: AddressProblem[] = [];
  for (const segment of draft.segments.values()) {
    const { first, last } = usableRange(segment.prefix);
    const [entity] = segment.entities;
    if (!entity) continue;
    for (const value of segment.taken) {
      if (value >= first && value <= last) continue;
      const address = { family: segment.prefix.family, value };
      problems.push({
        rule: 'network-or-broadcast-address',
        entity: explicitOwner(draft, segment, address) ?? entity,
        subject: entity,
        address,
        prefix: segment.prefix,
      });
    }
    if (segment.router !== undefined && !segment.gateway) {
      problems.push({
        rule: 'router-address-taken',
        entity: segment.router,
        subject: entity,
        prefix: segment.prefix,
        address: lastAddress(segment.prefix),
      });
    }
  }
  return problems;
}

/** Who of the segment has the address: a host that says so, else a cluster. */
function explicitOwner(
  { hosts, clusters }: Draft,
  { entities }: SegmentDraft,
  address: Address,
): string | undefined {
  const here = new Set(entities);
  const host = hosts.find(
    ({ id, addresses }) =>
      here.has(id) && addresses.map(mustInterfaceAddress).some((a) => sameAddress(a.address, address)),
  );
  if (host) return host.id;
  return clusters.find(
    ({ id, nodes }) =>
      here.has(id) && nodes.cidrs.map(mustPrefix).some((prefix) => contains(prefix, address)),
  )?.id;
}
