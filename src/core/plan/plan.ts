/**
 * The plan document, format version 1: only what a person decides. Everything else follows from it by
 * the rules of docs/network-model.md. Every value here is JSON; text addresses are canonical (parsePlan
 * saw to it), so later rooms may use `mustAddress` and `mustPrefix` on them.
 */

import type { Rule } from './ruleNames.ts';

export type Profile = 'vpn' | 'clustermesh' | 'submariner' | 'submariner-globalnet' | 'flat-vpc';
export type ServiceProxy = 'any' | 'iptables' | 'ipvs' | 'nftables' | 'ebpf' | 'routed';
export type ReversePathFilter = 'off' | 'loose' | 'strict';
export type OverlayEncapsulation = 'vxlan' | 'gre' | 'geneve' | 'ipip' | 'wireguard';
export type LinkEncapsulation = 'ipsec' | 'wireguard' | 'gre';
export type Protocol = 'tcp' | 'udp' | 'icmp';
export type Platform =
  | 'kubeadm'
  | 'k3s'
  | 'rke2'
  | 'openshift'
  | 'eks'
  | 'gke'
  | 'aks'
  | 'oke'
  | 'kops'
  | 'kubespray'
  | 'talos'
  | 'kind'
  | 'minikube'
  | 'microk8s'
  | 'k0s';

/** `x-…` properties are allowed on every object, kept, and written back untouched. */
export type Extensions = { [key: `x-${string}`]: unknown };

export interface Plan extends Extensions {
  $schema?: string;
  hopwright: 1;
  name: string;
  profile?: Profile;
  notes?: string;
  clusters?: Cluster[];
  routers?: Router[];
  links?: Link[];
  hosts?: Host[];
  flows?: Flow[];
  accept?: Accept[];
  view?: View;
}

export interface Cluster extends Extensions {
  id: string;
  name?: string;
  platform?: Platform;
  /** The router its node network hangs on; absent: not connected. */
  router?: string;
  nodes: Nodes;
  pods?: Pods;
  services?: Services;
  network?: ClusterNetwork;
  serviceProxy?: ServiceProxy;
  masquerade?: Masquerade;
  reversePathFilter?: ReversePathFilter;
  /** MTU of the node network in bytes; 1500 when absent. */
  mtu?: number;
  workloads?: Workload[];
  expose?: Expose[];
}

/** Exactly one of `count` and `list` is present. */
export interface Nodes extends Extensions {
  cidrs: string[];
  count?: number;
  list?: NodeEntry[];
}

export interface NodeEntry extends Extensions {
  name?: string;
  addresses?: string[];
  podCidrs?: string[];
}

export interface Pods extends Extensions {
  cidrs: string[];
  /** One per CIDR; default 24 (IPv4), 64 (IPv6). */
  nodeMask?: number[];
}

export interface Services extends Extensions {
  cidrs: string[];
  advertise?: boolean;
}

export type ClusterNetwork =
  | ({ mode: 'routed' } & Extensions)
  | ({ mode: 'bgp'; advertiseToRouter?: boolean } & Extensions)
  | ({ mode: 'overlay'; encapsulation?: OverlayEncapsulation; gateway?: OverlayGateway } & Extensions)
  | ({ mode: 'native' } & Extensions);

export interface OverlayGateway extends Extensions {
  /** Index of the node; 0 when absent. */
  node?: number;
  /** True when absent. */
  snat?: boolean;
}

export type Masquerade = 'none' | 'outside-pods' | ({ except: string[] } & Extensions);

export interface Workload extends Extensions {
  name: string;
  kind?: 'StatefulSet' | 'Deployment';
  replicas?: number;
  port?: number;
  namespace?: string;
  sharded?: boolean;
  pods?: PodOverride[];
}

export interface PodOverride extends Extensions {
  ordinal: number;
  node?: number;
  addresses?: string[];
}

export interface Expose extends Extensions {
  name: string;
  workload: string;
  port?: number;
  clusterIPs?: string[];
}

export interface Router extends Extensions {
  id: string;
  name?: string;
  asn?: number;
  routes?: RouterRoute[];
  stateful?: boolean;
  reversePathFilter?: ReversePathFilter;
  internet?: boolean;
}

export interface RouterRoute extends Extensions {
  to: string;
  /** A link id, an IP address on an attached segment, or `blackhole`. */
  via: string;
}

export interface Link extends Extensions {
  id: string;
  name?: string;
  kind?: 'vpn' | 'direct';
  ends: [string, string];
  routing: 'static' | 'bgp';
  /** static: what ends[0] reaches through the link, what ends[1] reaches through it. */
  prefixes?: [string[], string[]];
  cidrs?: string[];
  encapsulation?: LinkEncapsulation;
  /** MTU in bytes of the path below the tunnel; 1500 when absent. */
  mtu?: number;
}

export interface Host extends Extensions {
  id: string;
  name?: string;
  router?: string;
  /** Each with the length of the segment it is on: `10.32.0.7/24`. */
  addresses: string[];
  port?: number;
}

export interface Flow extends Extensions {
  id: string;
  name?: string;
  from: string;
  to: string;
  port?: number;
  protocol?: Protocol;
  /** Size in bytes of the largest IP packet sent, DF set; 64 when absent. */
  bytes?: number;
  family?: 4 | 6;
  expect?: 'delivered' | 'not-delivered';
}

export interface Accept extends Extensions {
  rule: Rule;
  entities?: string[];
  reason: string;
}

/** What is only drawn; never changes a verdict. */
export interface View extends Extensions {
  /** Where clusters, routers and hosts stand: the left upper corner of each card. */
  positions?: Record<string, [number, number]>;
  frames?: Frame[];
  notes?: Note[];
  /** Ids of what the canvas neither moves, edits nor deletes. */
  locked?: string[];
}

/** A site: a box around what belongs together. It has no place of its own, it follows its members. */
export interface Frame extends Extensions {
  id: string;
  name: string;
  /** Ids of clusters, routers, hosts and notes, at least one; each is in one frame at most. */
  members: string[];
}

/** A text on the canvas. */
export interface Note extends Extensions {
  id: string;
  text: string;
  position: [number, number];
}
