/** A case of the casebook that the plan format cannot hold, and why. */
export interface Inexpressible {
  readonly id: string;
  readonly reason: string;
}

/** None today: what the format lacks has an honest stand-in in every case. */
export const inexpressible: readonly Inexpressible[] = [];

/** A case that is a plan, but says something by other means than its source did. */
export interface ExpressedOtherwise {
  readonly id: string;
  /** What the source has and the format has not. */
  readonly lacks: string;
  /** What stands for it in the plan. */
  readonly instead: string;
}

/** What to add to the format next, by the cases that would say it more directly. */
export const expressedOtherwise: readonly ExpressedOtherwise[] = [
  {
    id: 'alias-ipvs-externalips-node',
    lacks: 'external IPs of services',
    instead: 'service ranges of one address each, which ipvs binds to every node just the same',
  },
  {
    id: 'podnode-cilium-route-10627',
    lacks: 'routes of nodes',
    instead: 'the network that the route leads to, with a machine in the pod range',
  },
  {
    id: 'podnode-weave-aliyun',
    lacks: 'routes of nodes',
    instead: 'the network that the route leads to, with a machine in the pod range',
  },
  {
    id: 'alias-k3s-vpn-supernet',
    lacks: 'routes of nodes',
    instead: 'the network behind the VPN, with a machine in each range; the flow of the report is not asked',
  },
  {
    id: 'podnode-cilium-20204',
    lacks: 'metrics of routes',
    instead: 'the overlap alone; the flow of the report is not asked',
  },
  { id: 'asym-calico-7434', lacks: 'routes of hosts', instead: "the same route on the LAN's router" },
  {
    id: 'asym-calico-6053',
    lacks: 'BGP peers that tell a router the same prefixes',
    instead: 'two static routes of the router for each prefix',
  },
  {
    id: 'asym-calico-7901',
    lacks: 'BGP peers of an overlay',
    instead: 'an overlay gateway that does not translate',
  },
  {
    id: 'podsvc-tke-ipvs-masq',
    lacks: 'a cluster CIDR beside the pod range',
    instead: 'the cluster CIDR as pod range',
  },
  {
    id: 'nat-ipvs-external-vip',
    lacks: 'routes over several next hops',
    instead: 'three equal routes, of which the first is taken',
  },
  {
    id: 'asym-eks-eni',
    lacks: 'a router for each node segment',
    instead: 'the strict reverse-path filter of the one router',
  },
  {
    id: 'noroute-eks-peering-partial',
    lacks: 'a router for each node segment',
    instead: 'the strict reverse-path filter of the one router',
  },
  {
    id: 'mtu-calico-wireguard-1868',
    lacks: 'a tunnel between nodes below the overlay',
    instead: 'the MTU that it leaves',
  },
  {
    id: 'mtu-calico-wireguard-nodes',
    lacks: 'an MTU of the tunnel interface',
    instead: 'a node that sends as much as its tunnel claims',
  },
  {
    id: 'mtu-calico-8953',
    lacks: 'an MTU of pods apart from that of the node segment',
    instead: 'the node MTU that leaves it',
  },
  {
    id: 'ok-submariner-nat-four-clusters',
    lacks: 'routers that translate addresses',
    instead: 'a link for the tunnel between the public sides',
  },
  {
    id: 'ok-submariner-globalnet-identical',
    lacks: 'global ranges',
    instead: 'prefixes of the link; nothing is called across',
  },
  {
    id: 'reserved-hypershift-udn',
    lacks: 'join subnets of a cluster',
    instead: 'the transfer network of a link',
  },
];
