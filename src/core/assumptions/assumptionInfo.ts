import type { AssumptionKind } from './assumption.ts';

/** What is told of a kind of assumption: its name, its rule of docs/network-model.md, and one sentence. */
export interface AssumptionInfo {
  readonly title: string;
  /** Number of the rule, or `plan format` where the format's own defaults say so. */
  readonly rule: string;
  readonly why: string;
}

export const assumptionInfo: Readonly<Record<AssumptionKind, AssumptionInfo>> = {
  profile: {
    title: 'Profile',
    rule: 'V',
    why: 'Says which ranges must differ; without one, clusters are taken to be joined by routers and links.',
  },
  'network-mode': {
    title: 'Network mode',
    rule: 'R2',
    why: 'Nodes know only their own pods, and the router has a route for the pod prefix of each node.',
  },
  encapsulation: {
    title: 'Encapsulation',
    rule: 'E2',
    why: 'What packets are wrapped in; it decides how many bytes are left for them.',
  },
  'gateway-node': {
    title: 'Gateway node',
    rule: 'R3',
    why: 'The node that takes outside traffic for the pod ranges; the first one unless the plan says which.',
  },
  'gateway-snat': {
    title: 'Gateway translates clients',
    rule: 'M2',
    why: 'Outside clients get the tunnel address of the gateway, so that replies come back through it.',
  },
  'service-proxy': {
    title: 'Service proxy',
    rule: 'S7',
    why: 'Not decided: what one of the proxies would lose counts as lost.',
  },
  masquerade: {
    title: 'Masquerade',
    rule: 'M1',
    why: 'Pods leave the cluster with their own address, not with that of their node.',
  },
  'reverse-path-filter': {
    title: 'Reverse-path filter',
    rule: 'W3',
    why: 'Packets are taken whatever their source address; Linux distributions differ in this.',
  },
  mtu: {
    title: 'MTU',
    rule: 'E3',
    why: 'The largest packet of the network, before tunnels take their share.',
  },
  'pod-mtu': {
    title: 'MTU of pods',
    rule: 'E3',
    why: 'What the node network leaves to pods after the overlay took its share.',
  },
  'node-mask': {
    title: 'Node mask',
    rule: 'A3',
    why: 'The length of the prefix that each node gets of a pod range; it decides how many nodes fit.',
  },
  'native-pods': {
    title: 'Pod ranges',
    rule: 'A8',
    why: 'Pods of a native cluster take addresses of its node networks.',
  },
  'router-address': {
    title: 'Address of the router',
    rule: 'A2',
    why: 'The first usable address of the segment that nobody has explicitly.',
  },
  'node-addresses': {
    title: 'Addresses of nodes',
    rule: 'A2',
    why: 'Dealt from the second usable address of the node networks on, in turn.',
  },
  'node-pod-prefixes': {
    title: 'Pod prefixes of nodes',
    rule: 'A3',
    why: 'Node k gets the k-th prefix of each pod range.',
  },
  'pod-addresses': {
    title: 'Addresses of pods',
    rule: 'A3, A4, A5',
    why: 'Pods are placed on nodes in turn and take the first free addresses there; a real one changes when it is replaced.',
  },
  'cluster-ip': {
    title: 'Cluster IP',
    rule: 'A6',
    why: 'The first free address of the service range, from its base + 11 on.',
  },
  'kept-vips': {
    title: 'API server and DNS',
    rule: 'A6',
    why: 'By convention base + 1 of the service range is the API server and base + 10 DNS; no service is dealt these.',
  },
  'platform-range': {
    title: 'Range of the platform',
    rule: 'V',
    why: 'Used by the platform on every node, without being asked.',
  },
  stateful: {
    title: 'Stateful firewall',
    rule: 'S8',
    why: 'The router forwards also what belongs to a connection that it saw one direction of.',
  },
  'link-kind': {
    title: 'Kind of link',
    rule: 'plan format',
    why: 'A link is a VPN unless the plan calls it direct.',
  },
  'link-room': {
    title: 'Room in the tunnel',
    rule: 'E2',
    why: 'The largest packet that the tunnel takes: the MTU of the path below it less its overhead.',
  },
  'transfer-addresses': {
    title: 'Addresses of the link',
    rule: 'plan format',
    why: 'The ends of a link have the first two usable addresses of its transfer network.',
  },
};
