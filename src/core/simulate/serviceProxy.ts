import { type Address, addressNumber } from '../address/address.ts';
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
  const owners = servicesAt(cluster, header.dst);
  const [first] = owners;
  if (!first) return undefined;
  const exact =
    header.protocol === 'icmp' ? undefined : owners.find((service) => service.port === header.dstPort);
  return { service: exact ?? first, portMatches: exact !== undefined };
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
  servicesAt(cluster, address).length > 0;

type Vips = ReadonlyMap<number | bigint, readonly CompiledService[]>;
const vipIndexes = new WeakMap<CompiledCluster, Vips>();
const NONE: readonly CompiledService[] = [];

/** The services that have the address, in the plan's order; indexed at the first question. */
function servicesAt(cluster: CompiledCluster, address: Address): readonly CompiledService[] {
  if (cluster.services.length === 0) return NONE;
  let vips = vipIndexes.get(cluster);
  if (!vips) {
    vips = indexVips(cluster);
    vipIndexes.set(cluster, vips);
  }
  return vips.get(addressNumber(address)) ?? NONE;
}

function indexVips({ services }: CompiledCluster): Vips {
  const vips = new Map<number | bigint, CompiledService[]>();
  for (const service of services) {
    for (const key of new Set(service.addresses.map(addressNumber))) {
      const known = vips.get(key);
      if (known) known.push(service);
      else vips.set(key, [service]);
    }
  }
  return vips;
}

/** The service range of the cluster that holds the address. */
export const serviceRange = (cluster: CompiledCluster, address: Address): Prefix | undefined =>
  cluster.servicePrefixes.find((prefix) => contains(prefix, address));

export const inPodCidrs = (cluster: CompiledCluster, address: Address): boolean =>
  cluster.podPrefixes.some((prefix) => contains(prefix, address));
