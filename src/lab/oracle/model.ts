import type { Address, Family, Plan, Prefix, ReversePathFilter } from '#core';

/**
 * The oracle's own picture of a plan: devices, segments and routes, derived from the numbered rules of
 * docs/network-model.md without anything of the compiler, so that a mistake there cannot hide here too.
 */
export interface OracleNet {
  readonly plan: Plan;
  readonly segments: readonly Segment[];
  readonly devices: Map<string, OracleDevice>;
  readonly clusters: readonly OracleCluster[];
}

/** A1. `wire` names its bridge. */
export interface Segment {
  readonly wire: string;
  readonly router: string | undefined;
  readonly owner: string;
  readonly prefix: Prefix;
  mtu: number;
  gateway: Address | undefined;
  readonly taken: Set<bigint>;
}

export interface NetAddress {
  readonly address: Address;
  readonly length: number;
}

export interface LabInterface {
  readonly name: string;
  readonly mac: string;
  readonly mtu: number;
  /** The bridge that it is plugged into, or the other end of its cable. */
  readonly cable:
    | { readonly bridge: string }
    | { readonly peer: string; readonly peerInterface: string }
    | { readonly vxlan: { readonly vni: number; readonly local: Address } };
  readonly addresses: NetAddress[];
  /** Next hop by which a neighbour reaches this interface without asking, as `169.254.x.y`. */
  readonly proxied: Address[];
}

export type Metric = 'connected' | 'static' | 'bgp';

export interface KernelRoute {
  readonly prefix: Prefix;
  readonly metric: Metric;
  /** AS path length (R5), 0 for everything else. */
  readonly path: readonly string[];
  /** For R6; empty when it leaves by no link. */
  readonly link: string;
  readonly action:
    | { readonly kind: 'onlink'; readonly dev: string }
    | { readonly kind: 'via'; readonly dev: string; readonly gateway: Address }
    /** To the device at the other end, whatever its addresses: a next hop with a fixed MAC. */
    | { readonly kind: 'peer'; readonly dev: string; readonly mac: string; readonly hop: number }
    | { readonly kind: 'blackhole' }
    | { readonly kind: 'internet' };
}

export interface OracleDevice {
  readonly id: string;
  readonly kind: 'pod' | 'node' | 'host' | 'router';
  readonly interfaces: LabInterface[];
  readonly routes: KernelRoute[];
  reversePathFilter: ReversePathFilter;
  stateful: boolean;
  readonly listens: 'all' | readonly number[];
  readonly cluster: OracleCluster | undefined;
  /** VXLAN forwarding entries of a node: MAC of the peer's tunnel → outer address. */
  readonly fdb: { readonly dev: string; readonly mac: string; readonly outer: Address }[];
}

export interface OracleNode {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  readonly addresses: readonly { readonly address: Address; readonly segment: Segment }[];
  readonly podPrefixes: readonly Prefix[];
}

export interface OraclePod {
  readonly id: string;
  readonly workload: string;
  readonly ordinal: number;
  readonly node: OracleNode;
  readonly addresses: readonly Address[];
  readonly port: number | undefined;
}

export interface OracleService {
  readonly id: string;
  readonly addresses: readonly Address[];
  readonly port: number | undefined;
  readonly targetPort: number | undefined;
  readonly pods: readonly OraclePod[];
}

export interface OracleCluster {
  readonly plan: NonNullable<Plan['clusters']>[number];
  readonly nodes: readonly OracleNode[];
  readonly pods: readonly OraclePod[];
  readonly services: readonly OracleService[];
}

export const FAMILIES: readonly Family[] = [4, 6];
