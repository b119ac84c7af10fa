import type { Address } from '../address/address.ts';
import type { SegmentDraft } from './draft.ts';
import type { Device, Segment, Station } from './network.ts';

/** Who answers where: segment id → stations. */
export type Stations = ReadonlyMap<string, readonly Station[]>;

/**
 * Where some devices answer, in their order, and for what beside a node's native pods (A5): IPv4 for all its own addresses (A10;
 * Linux's ARP does), IPv6 only for those of that interface (neighbour discovery does not go further). All segments of a device share
 * one list, because a router may have thousands.
 */
export function stationsOf(
  devices: readonly Pick<Device, 'id' | 'interfaces'>[],
  segments: ReadonlyMap<string, SegmentDraft>,
  proxied: ReadonlyMap<string, readonly Address[]> = new Map(),
): Stations {
  const stations = new Map<string, Station[]>();
  for (const { id, interfaces } of devices) {
    const everywhere = interfaces.flatMap((i) => i.addresses.filter(({ family }) => family === 4));
    const pods = proxied.get(id) ?? [];
    for (const { name, attachment, addresses } of interfaces) {
      if (attachment.kind !== 'segment') continue;
      const own = segments.get(attachment.segment)?.prefix.family === 4 ? everywhere : addresses;
      const station = { device: id, interface: name, addresses: pods.length === 0 ? own : [...own, ...pods] };
      const known = stations.get(attachment.segment);
      if (known) known.push(station);
      else stations.set(attachment.segment, [station]);
    }
  }
  return stations;
}

/** A segment with everyone who answers on it: nodes, its router, hosts. */
export function compileSegment(drafted: SegmentDraft, stations: readonly Station[]): Segment {
  const { id, prefix, router, gateway, mtu, entities } = drafted;
  return {
    id,
    prefix,
    router: router === undefined ? undefined : `router:${router}`,
    gateway,
    mtu,
    entities,
    stations,
  };
}
