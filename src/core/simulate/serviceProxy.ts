import { type Address, sameAddress } from '../address/address.ts';
import { contains, type Prefix } from '../address/prefix.ts';
import type { CompiledCluster, CompiledService, Device, Network } from '../network/network.ts';
import type { Header } from './packet.ts';

/** How a packet came to a device: from its own programs, or by an interface. */
export type Arrival =
  | { readonly interface: string; readonly kind: 'segment' | 'pods' | 'tunnel' | 'link' | 'dummy' }
  | undefined;

/** What a node's service proxy makes of a destination in its cluster's service range. */
export interface ServiceMatch {
  readonly service: CompiledService;
  /** The packet is for the port of the service, and its protocol has ports (A6). */
  readonly portMatches: boolean;
}

/** The cluster whose service proxy runs on this device; undefined for all but nodes. */
export const proxyCluster = (network: Network, device: Device): CompiledCluster | undefined =>
  device.node && network.clusters.get(device.node.cluster);

/** The service that owns the address as a VIP, if any; one whose port fits is preferred. */
export function matchService(cluster: CompiledCluster, header: Header): ServiceMatch | undefined {
  const owners = cluster.services.filter((service) =>
    service.addresses.some((address) => sameAddress(address, header.dst)),
  );
  const exact =
    header.protocol === 'icmp' ? undefined : owners.find((service) => service.port === header.dstPort);
  const service = exact ?? owners[0];
  return service && { service, portMatches: exact !== undefined };
}

/**
 * Whether the proxy looks at a new packet at all (S4): ebpf translates for its own pods and itself, and for others only
 * where the range is advertised; the others translate whatever comes.
 */
export const proxyLooksAt = (cluster: CompiledCluster, arrival: Arrival): boolean =>
  cluster.serviceProxy !== 'ebpf' ||
  cluster.advertisesServices ||
  arrival === undefined ||
  arrival.kind === 'pods';

/** True when the address is an allocated VIP of the cluster: the addresses of its services. */
export const isVip = (cluster: CompiledCluster, address: Address): boolean =>
  cluster.services.some((service) => service.addresses.some((vip) => sameAddress(vip, address)));

/** The service range of the cluster that holds the address. */
export const serviceRange = (cluster: CompiledCluster, address: Address): Prefix | undefined =>
  cluster.servicePrefixes.find((prefix) => contains(prefix, address));

export const inPodCidrs = (cluster: CompiledCluster, address: Address): boolean =>
  cluster.podPrefixes.some((prefix) => contains(prefix, address));
