import type { Prefix } from '../address/prefix.ts';
import type { CompiledCluster, CompiledService } from '../network/network.ts';
import { type Block, blockOf, holds, type Ip, ipKey, keyOf } from './ip.ts';
import type { Header } from './packet.ts';
import type { Arrival } from './port.ts';

/** What a node's service proxy makes of a destination in its cluster's service range. */
export interface ServiceMatch {
  readonly service: CompiledService;
  /** The packet is for the port of the service, and its protocol has ports (A6). */
  readonly portMatches: boolean;
}

const RULES = {
  iptables: 'S1',
  nftables: 'S2',
  ipvs: 'S3',
  ebpf: 'S4',
  routed: 'S5',
  any: 'S6',
} as const;

const NONE: readonly CompiledService[] = [];

/** What the service proxy and the masquerade of a cluster know, the same on each of its nodes. */
export class ProxyRules {
  readonly cluster: CompiledCluster;
  /** The rule of S by which it translates. */
  readonly rule: (typeof RULES)[keyof typeof RULES];
  /** S3, S7: a VIP is the node's own; elsewhere a node that has the address is called as any other. */
  readonly hasLocalVips: boolean;
  readonly #vips: ReadonlyMap<number | bigint, readonly CompiledService[]>;
  readonly #services: readonly Block[];
  readonly #pods: readonly Block[];
  readonly #spared: readonly Block[];

  constructor(cluster: CompiledCluster) {
    this.cluster = cluster;
    this.rule = RULES[cluster.serviceProxy];
    this.hasLocalVips = cluster.serviceProxy === 'ipvs' || cluster.serviceProxy === 'any';
    this.#vips = servicesByVip(cluster);
    this.#services = cluster.servicePrefixes.map(blockOf);
    this.#pods = cluster.podPrefixes.map(blockOf);
    this.#spared = cluster.masquerade === 'none' ? [] : cluster.masquerade.except.map(blockOf);
  }

  /** The service that owns the destination as a VIP, if any; one whose port fits is preferred. */
  match({ dst, dstPort, protocol }: Header): ServiceMatch | undefined {
    const owners = this.#servicesAt(dst);
    const [first] = owners;
    if (!first) return undefined;
    const exact = protocol === 'icmp' ? undefined : owners.find((service) => service.port === dstPort);
    return { service: exact ?? first, portMatches: exact !== undefined };
  }

  /**
   * Whether the proxy looks at a new packet at all (S4): ebpf translates for its own pods and itself, and for others only
   * where the range is advertised; the others translate whatever comes.
   */
  looksAt(arrival: Arrival): boolean {
    const { serviceProxy, advertisesServices } = this.cluster;
    return serviceProxy !== 'ebpf' || advertisesServices || arrival === undefined || arrival.kind === 'pods';
  }

  /** True when the address is an allocated VIP of the cluster: the addresses of its services. */
  isVip(ip: Ip): boolean {
    return this.#servicesAt(ip).length > 0;
  }

  /** The service range of the cluster that holds the address. */
  serviceRange(ip: Ip): Prefix | undefined {
    for (const block of this.#services) if (holds(block, ip)) return block.prefix;
    return undefined;
  }

  /** True for an address in the pod CIDRs (A8). */
  isInPods(ip: Ip): boolean {
    for (const block of this.#pods) if (holds(block, ip)) return true;
    return false;
  }

  /** M1: true where the sources of pods are kept towards that destination. */
  isSpared(ip: Ip): boolean {
    if (this.cluster.masquerade === 'none' || this.isInPods(ip)) return true;
    for (const block of this.#spared) if (holds(block, ip)) return true;
    return false;
  }

  #servicesAt(ip: Ip): readonly CompiledService[] {
    return this.#vips.size === 0 ? NONE : (this.#vips.get(ipKey(ip)) ?? NONE);
  }
}

/** The services that have each address, in the plan's order. */
function servicesByVip({ services }: CompiledCluster): ReadonlyMap<number | bigint, CompiledService[]> {
  const vips = new Map<number | bigint, CompiledService[]>();
  for (const service of services) {
    for (const key of new Set(service.addresses.map(keyOf))) {
      const known = vips.get(key);
      if (known) known.push(service);
      else vips.set(key, [service]);
    }
  }
  return vips;
}
