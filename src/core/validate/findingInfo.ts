import type { Finding, Rule, Severity } from './finding.ts';

/** What is to be said of a rule whatever the plan: for panel, terminal and docs alike. */
export interface FindingInfo {
  /** As a heading: `A service range covers an address`. */
  readonly title: string;
  /** What is found, in one sentence. */
  readonly summary: string;
  /** What happens to packets because of it. */
  readonly why: string;
  readonly remedy: string;
  /** The public document that says so. */
  readonly source: string;
  /** Unless profile or evidence say otherwise. */
  readonly severity: Severity;
}

const COUCHBASE = 'https://docs.couchbase.com/operator/current/concept-kubernetes-networking.html';
const CLUSTER_IP = 'https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/';
const VIRTUAL_IPS = 'https://kubernetes.io/docs/reference/networking/virtual-ips/';
const MODEL = 'https://kubernetes.io/docs/concepts/cluster-administration/networking/';
const DUAL_STACK = 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/';
const CONTROLLER =
  'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/';
const APISERVER = 'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/';
const STATEFUL = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/';
const RFC = (number: number): string => `https://www.rfc-editor.org/rfc/rfc${number}`;

export const findingInfo: Readonly<Record<Rule, FindingInfo>> = {
  'node-networks-overlap': {
    title: 'Node networks overlap',
    summary:
      'Node networks or host segments within one network have addresses in common and are not one segment.',
    why: 'Each router takes the common addresses to be on its own wire, so nothing there can reach the other side.',
    remedy: 'Give one of them a range of its own, or put both on one router with the same CIDR.',
    source: MODEL,
    severity: 'error',
  },
  'pod-networks-overlap': {
    title: 'Pod networks overlap',
    summary: 'Pod ranges of two clusters that route their pods have addresses in common within one network.',
    why: 'A router has one way for an address: pods of one of the clusters get packets that were meant for the other.',
    remedy: 'Give each cluster a pod range of its own.',
    source: COUCHBASE,
    severity: 'error',
  },
  'pod-network-overlaps-node-network': {
    title: 'A pod network overlaps a node network',
    summary:
      'A pod range has addresses in common with a node network, host segment or transfer network that is routed beside it.',
    why: 'Which of the two a router means by such an address depends on the length of its routes; the other is cut off.',
    remedy: 'Move the pod range out of every network that nodes, hosts and links use.',
    source: MODEL,
    severity: 'error',
  },
  'overlay-shadows-address': {
    title: 'An overlay hides an address outside',
    summary:
      'The pod range of an overlay covers an address outside of it that its pods could otherwise reach.',
    why: 'A node sends what lies in a dealt pod prefix into the tunnel, never outside: pods cannot reach that address.',
    remedy: 'Choose an overlay range that nothing outside uses which pods need to call.',
    source: 'https://docs.cilium.io/en/stable/network/concepts/ipam/cluster-pool/',
    severity: 'error',
  },
  'vip-aliases-address': {
    title: 'A service range covers an address',
    summary:
      'A service (VIP) range covers an address that nodes or pods of the cluster can meet: a node, pod, host or transfer network.',
    why: 'The service proxy on each node takes such destinations for its own, so requests or replies to that address vanish.',
    remedy: 'Move the service range to addresses that nothing else uses, or renumber what it covers.',
    source: COUCHBASE,
    severity: 'error',
  },
  'vip-range-reused': {
    title: 'Two clusters use one service range',
    summary: 'Service ranges of two clusters have addresses in common.',
    why: 'Service addresses stay inside their cluster, so this is fine until one of the ranges is advertised or carried to the other cluster.',
    remedy: 'Nothing to do while services stay inside; otherwise give each cluster its own service range.',
    source: VIRTUAL_IPS,
    severity: 'info',
  },
  'duplicate-address': {
    title: 'Two devices have one address',
    summary: 'Two devices within one network have the same address.',
    why: 'On one segment both answer and who gets a packet is chance; elsewhere the routers know only one of them.',
    remedy: 'Give one of them another address.',
    source: RFC(5227),
    severity: 'error',
  },
  'address-outside-segment': {
    title: 'An address lies outside of its network',
    summary: 'An explicit address is in no segment, pod prefix or service range that it could belong to.',
    why: 'Nobody looks for the address there: packets to it go elsewhere.',
    remedy: 'Take an address from the network that the device is on, or add that network.',
    source: MODEL,
    severity: 'error',
  },
  'router-address-taken': {
    title: 'The router has no address left',
    summary: 'Explicit addresses fill a segment, so its router finds no address for itself.',
    why: 'Without a gateway on the segment nothing there can send beyond it.',
    remedy: 'Free one address of the segment, or make the segment larger.',
    source: RFC(1812),
    severity: 'error',
  },
  'network-or-broadcast-address': {
    title: 'A network or broadcast address is used',
    summary: 'An explicit address is the first (network) or last (broadcast) address of its segment.',
    why: 'A kernel takes packets to it for a broadcast or refuses the address.',
    remedy: 'Take an address between the two.',
    source: RFC(1122),
    severity: 'error',
  },
  'pod-range-too-small': {
    title: 'The pod range has too few node prefixes',
    summary: 'A pod range does not hold a prefix for each node, or hardly so.',
    why: 'A node without a pod prefix stays NotReady and runs no pods.',
    remedy: 'Use a larger pod range or a longer node mask.',
    source: CONTROLLER,
    severity: 'error',
  },
  'node-network-too-small': {
    title: 'The node network has too few addresses',
    summary: 'A node network does not hold its router, nodes, hosts and native pods, or hardly so.',
    why: 'A node or pod that gets no address does not start.',
    remedy: 'Use a larger node network, or add a second one.',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    severity: 'error',
  },
  'service-range-too-small': {
    title: 'The service range has too few addresses',
    summary: 'A service range does not hold all services of the cluster, or hardly so.',
    why: 'The API server refuses a service for which it finds no address.',
    remedy: 'Use a larger service range, or add a second one.',
    source: CLUSTER_IP,
    severity: 'error',
  },
  'service-range-too-large': {
    title: 'The service range is too large',
    summary: 'A service range has more than 20 host bits (larger than /12 in IPv4, /108 in IPv6).',
    why: 'The API server does not start with it.',
    remedy: 'Use /12 or longer for IPv4, /108 or longer for IPv6.',
    source: APISERVER,
    severity: 'error',
  },
  'pods-exceed-node-prefix': {
    title: 'A node has more pods than addresses',
    summary: 'The pods that are placed on a node do not fit into its pod prefix, or hardly so.',
    why: 'A pod that gets no address stays in ContainerCreating.',
    remedy: 'Use a shorter node mask (a larger prefix a node), more nodes, or fewer replicas.',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr',
    severity: 'error',
  },
  'node-mask-too-long': {
    title: 'Pod range and node mask do not fit',
    summary:
      'More than 16 bits lie between a pod range and its node mask, or the mask is shorter than the range.',
    why: 'The controller manager stops with such a pair and deals no pod prefixes at all.',
    remedy: 'Choose a node mask that is at least as long as the range and at most 16 bits longer.',
    source: CONTROLLER,
    severity: 'error',
  },
  'platform-range': {
    title: "A range is the platform's own",
    summary:
      'A range that the platform of a cluster uses itself covers something that the cluster has or calls.',
    why: 'Nodes of that platform keep packets to the range for their own plumbing.',
    remedy: "Move the range, or change the platform's setting for its own.",
    source: 'https://ovn-kubernetes.io/design/topology/',
    severity: 'error',
  },
  'reserved-range': {
    title: 'A reserved range is used',
    summary:
      'A range has addresses that are set aside: loopback, link-local, multicast, documentation and the like.',
    why: 'Kernels, routers and providers treat such addresses in their own way or drop them.',
    remedy: 'Use private addresses (RFC 1918, or fd00::/8 for IPv6).',
    source: RFC(6890),
    severity: 'warning',
  },
  'public-range': {
    title: 'A public range is used',
    summary: 'An IPv4 range of a cluster is not private.',
    why: 'Who uses it cannot reach the part of the internet that the range really belongs to.',
    remedy: 'Use private addresses (RFC 1918), or accept the finding if the range is your own.',
    source: RFC(1918),
    severity: 'warning',
  },
  'family-mismatch': {
    title: 'IP versions do not match',
    summary:
      'Node, pod and service ranges of a cluster do not offer the same IP versions, or a link carries none of one that both sides have.',
    why: 'Dual stack needs both versions everywhere on the way; a flow of the missing one has nowhere to go.',
    remedy: 'Add the missing ranges or link prefixes, or take the others away.',
    source: DUAL_STACK,
    severity: 'error',
  },
  'missing-route': {
    title: 'There is no route',
    summary: 'Two ends that links join have no route to each other, neither way.',
    why: 'The first router without a route drops the packet.',
    remedy: 'List the prefixes on the links of the way, or use BGP on them.',
    source: COUCHBASE,
    severity: 'error',
  },
  'missing-return-route': {
    title: 'There is no way back',
    summary: 'Of two ends that links join one has a route to the other, and there is none back.',
    why: 'Requests arrive and replies are lost, so no connection comes about.',
    remedy: 'List the prefix of the caller on the links of the way back.',
    source: COUCHBASE,
    severity: 'error',
  },
  'link-captures-local-prefix': {
    title: 'A link takes a local network',
    summary: 'A static prefix of a link covers a network that is local to that router.',
    why: 'Where its route is as long as or longer than the local one, packets for neighbours leave by the link.',
    remedy: 'List only what is on the other side of the link.',
    source: RFC(1812),
    severity: 'error',
  },
  'bgp-prefixes-not-shared': {
    title: 'The router does not know the pods',
    summary: 'Nodes tell each other their pod prefixes by BGP and leave the router out.',
    why: 'Pods reach each other on one segment, but from beyond the router nobody reaches a pod.',
    remedy: 'Let the nodes peer with the router (advertiseToRouter), or give it static routes.',
    source: 'https://docs.tigera.io/calico/latest/networking/configuring/bgp',
    severity: 'warning',
  },
  'overlay-not-addressable': {
    title: 'Pods of an overlay cannot be called from outside',
    summary: 'An overlay without a receiving gateway hides its pods from everyone outside.',
    why: 'No router knows the pod range; calls from outside have no route.',
    remedy: 'Add a gateway to the overlay if somebody outside must call pods; otherwise nothing to do.',
    source: COUCHBASE,
    severity: 'info',
  },
  'asymmetric-path': {
    title: 'Request and reply take different ways',
    summary: 'The reply of a flow passes other devices than its request.',
    why: 'A firewall or node that sees one direction only drops what it takes for an invalid connection.',
    remedy: 'Lead both directions over the same devices, or let the gateway translate sources.',
    source: 'https://docs.tigera.io/calico/latest/networking/configuring/advertise-service-ips',
    severity: 'warning',
  },
  'equal-routes': {
    title: 'Routes are equal',
    summary: 'A router has several routes of one kind and length for the same prefix, and takes the first.',
    why: 'Which way packets take depends on names and order, and changes when these do.',
    remedy: 'Make one way better: a longer prefix, another kind of route, a shorter path.',
    source: RFC(4271),
    severity: 'warning',
  },
  'mtu-too-large': {
    title: 'The way is narrower than the sender thinks',
    summary: "Encapsulations on the way leave less room than the sender's MTU.",
    why: 'Full packets are dropped on the way: small requests work, large answers hang.',
    remedy: "Lower the MTU of the sender's network, or raise that of the path below the tunnel.",
    source: 'https://docs.tigera.io/calico/latest/networking/configuring/mtu',
    severity: 'warning',
  },
  'forwarding-loop': {
    title: 'Packets circle',
    summary: 'A destination is sent round and round between devices.',
    why: 'Such packets never arrive and use up the links until their hop limit ends them.',
    remedy: 'Add a blackhole route for the part that nobody has, or correct one of the routes.',
    source: RFC(1812),
    severity: 'error',
  },
  'address-by-ip': {
    title: 'A pod is called by its address',
    summary: "A flow calls a StatefulSet's pod by IP address.",
    why: 'The address changes when the pod is replaced; its DNS name does not.',
    remedy: 'Call the pod by name (pod:CLUSTER/WORKLOAD-ORDINAL).',
    source: STATEFUL,
    severity: 'warning',
  },
  'stateful-behind-vip': {
    title: 'A sharded workload is called through a service address',
    summary:
      'A flow calls a workload that keeps each document on one pod through a VIP, which picks any pod.',
    why: 'Most calls reach a pod that does not have the document.',
    remedy: 'Let the client pick the pod: call it by key (key:CLUSTER/WORKLOAD/DOCUMENT-ID) or by name.',
    source: COUCHBASE,
    severity: 'warning',
  },
  'expectation-failed': {
    title: 'A flow does not do what is expected',
    summary: 'The verdict on a flow is not the one that the plan expects.',
    why: 'The plan says what should happen, and the walk shows that it does not.',
    remedy: 'Follow the flow hop by hop to where it ends, and mend the plan or the expectation.',
    source: COUCHBASE,
    severity: 'error',
  },
};

/** The public document for a finding: its own where it has one (a platform, a profile), else its rule's. */
export const sourceOf = (finding: Finding): string => finding.source ?? findingInfo[finding.rule].source;
