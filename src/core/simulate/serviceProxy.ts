import type { Prefix } from '../address/prefix.ts';
import type { CompiledCluster, CompiledService } from '../network/network.ts';
import type { ServiceProxy } from '../plan/plan.ts';
import { Blocks } from './blocks.ts';
import { type Ip, ipKey, ipOf, keyOf } from './ip.ts';
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
  readonly kind: ServiceProxy;
  /** The rule of S by which it translates. */
  readonly rule: (typeof RULES)[keyof typeof RULES];
  /** S3, S7: a VIP is the node's own; elsewhere a node that has the address is called as any other. */
  readonly hasLocalVips: boolean;
  readonly #vips: ReadonlyMap<number | bigint, readonly CompiledService[]>;
  /** A VIP lies outside of the range. */
  readonly #hasStrayVips: boolean;
  readonly #services: Blocks;
  readonly #pods: Blocks;
  readonly #spared: Blocks | undefined;

  constructor(cluster: CompiledCluster) {
    this.cluster = cluster;
    this.kind = cluster.serviceProxy;
    this.rule = RULES[cluster.serviceProxy];
    this.hasLocalVips = cluster.serviceProxy === 'ipvs' || cluster.serviceProxy === 'any';
    this.#vips = servicesByVip(cluster);
    this.#services = new Blocks(cluster.servicePrefixes);
    this.#hasStrayVips = cluster.services.some(({ addresses }) =>
      addresses.some((address) => !this.#services.find(ipOf(address))),
    );
    this.#pods = new Blocks(cluster.podPrefixes);
    this.#spared = cluster.masquerade === 'none' ? undefined : new Blocks(cluster.masquerade.except);
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
    return (
      this.kind !== 'ebpf' ||
      this.cluster.advertisesServices ||
      arrival === undefined ||
      arrival.kind === 'pods'
    );
  }

  /** True when the address is an allocated VIP of the cluster: the addresses of its services. */
  isVip(ip: Ip): boolean {
    return this.#servicesAt(ip).length > 0;
  }

  /** The service range of the cluster that holds the address. */
  serviceRange(ip: Ip): Prefix | undefined {
    return this.#services.find(ip);
  }

  /** True for an address in the pod CIDRs (A8). */
  isInPods(ip: Ip): boolean {
    return this.#pods.find(ip) !== undefined;
  }

  /** M1: true where the sources of pods are kept towards that destination. */
  isSpared(ip: Ip): boolean {
    return !this.#spared || this.isInPods(ip) || this.#spared.find(ip) !== undefined;
  }

  #servicesAt(ip: Ip): readonly CompiledService[] {
    // Hardly a packet is for the range, and asking for that is quicker.
    if (!this.#hasStrayVips && !this.#services.find(ip)) return NONE;
    return this.#vips.get(ipKey(ip)) ?? NONE;
  }
}

const rulesOfClusters = new WeakMap<CompiledCluster, ProxyRules>();

/** The rules of a cluster, made at the first question. */
export function proxyRulesOf(cluster: CompiledCluster): ProxyRules {
  let rules = rulesOfClusters.get(cluster);
  if (!rules) {
    rules = new ProxyRules(cluster);
    rulesOfClusters.set(cluster, rules);
  }
  return rules;
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
