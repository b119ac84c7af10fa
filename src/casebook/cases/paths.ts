import type { Case } from '../case.ts';

/** What shows on the way only: no route, two ways, packets that are too large, loops. */
export const paths: readonly Case[] = [
  {
    id: 'noroute-eks-peering-partial',
    title: 'Nine of twelve pods answer over a VPC peering',
    source: 'aws/amazon-vpc-cni-k8s#495',
    family: 'ipv4',
    verdict: 'asymmetric',
    flows: [
      { id: 'reachable' },
      { id: 'on-second-node' },
      { id: 'lost', dies: { leg: 'reply', disposition: 'filtered-source', at: 'router:router-2' } },
    ],
  },
  {
    id: 'asym-calico-7434',
    title: 'A static route for all pods through one node: TCP dies at its third packet',
    source: 'projectcalico/calico#7434',
    family: 'ipv4',
    verdict: 'asymmetric',
    findings: [{ rule: 'asymmetric-path', severity: 'error', entities: ['c', 'external'] }],
    flows: [
      { id: 'ping', properties: ['asymmetric'] },
      {
        id: 'curl',
        dies: { leg: 'follow-up', disposition: 'invalid-dropped', at: 'node:c/0' },
        properties: ['asymmetric'],
      },
    ],
  },
  {
    id: 'asym-calico-6053',
    title: 'Both nodes tell the router the same blocks',
    source: 'projectcalico/calico#6053',
    family: 'ipv4',
    verdict: 'asymmetric',
    findings: [
      { rule: 'asymmetric-path', severity: 'error', entities: ['c', 'client'] },
      { rule: 'equal-routes', severity: 'warning', entities: ['tor'] },
    ],
    flows: [
      {
        id: 'curl',
        dies: { leg: 'follow-up', disposition: 'invalid-dropped', at: 'node:c/0' },
        properties: ['asymmetric'],
      },
    ],
  },
  {
    id: 'asym-calico-7901',
    title: 'What comes back enters by another node',
    source: 'projectcalico/calico#7901',
    family: 'ipv4',
    verdict: 'asymmetric',
    findings: [{ rule: 'asymmetric-path', severity: 'error', entities: ['c', 'outside'] }],
    flows: [
      {
        id: 'ping',
        dies: { leg: 'reply', disposition: 'invalid-dropped', at: 'node:c/0' },
        properties: ['asymmetric'],
      },
      { id: 'from-gateway', without: ['asymmetric'] },
    ],
  },
  {
    id: 'asym-eks-eni',
    title: 'Requests enter one network interface of an EKS node, replies leave by another',
    source: 'aws/amazon-vpc-cni-k8s#390',
    family: 'ipv4',
    verdict: 'asymmetric',
    flows: [
      { id: 'first-interface' },
      { id: 'second-interface', dies: { leg: 'reply', disposition: 'filtered-source', at: 'router:vpc' } },
    ],
  },
  {
    id: 'loop-clusterip-leak',
    title: 'A call to a ClusterIP that nobody translates leaves the cluster',
    source: 'cilium/cilium#28904',
    family: 'ipv4',
    verdict: 'no_route',
    flows: [{ id: 'other-port', dies: { leg: 'request', disposition: 'no-route', at: 'router:lan' } }],
  },
  {
    id: 'noroute-seed-overlay',
    title: 'A tunnel between two overlay clusters does not join their pods',
    source: 'https://docs.couchbase.com/operator/current/concept-kubernetes-networking.html',
    family: 'ipv4',
    verdict: 'no_route',
    findings: [
      { rule: 'overlay-not-addressable', severity: 'info', entities: ['a'] },
      { rule: 'overlay-not-addressable', severity: 'info', entities: ['b'] },
    ],
    flows: [{ id: 'across', dies: { leg: 'request', disposition: 'no-route', at: 'router:edge-a' } }],
  },
  {
    id: 'noroute-redpanda-before',
    title: 'Routes-based GKE pods over a peering that does not export custom routes',
    source: 'redpanda-data/documentation#956',
    family: 'ipv4',
    verdict: 'no_route',
    findings: [{ rule: 'missing-return-route', severity: 'error', entities: ['staging', 'broker'] }],
    flows: [{ id: 'produce', dies: { leg: 'reply', disposition: 'no-route', at: 'router:vpc-redpanda' } }],
  },
  {
    id: 'noroute-seed-bgp-unshared',
    title: 'BGP between the nodes alone: the router does not know the pods',
    source: 'https://docs.couchbase.com/operator/current/concept-kubernetes-networking.html',
    family: 'ipv4',
    verdict: 'no_route',
    findings: [{ rule: 'bgp-prefixes-not-shared', severity: 'warning', entities: ['c'] }],
    flows: [{ id: 'ui', dies: { leg: 'request', disposition: 'no-route', at: 'router:edge-c' } }],
  },
  {
    id: 'mtu-calico-wireguard-1868',
    title: 'Payloads above a fixed size hang in IPIP over WireGuard',
    source: 'projectcalico/calico#1709',
    family: 'ipv4',
    verdict: 'mtu',
    flows: [
      { id: 'fits' },
      { id: 'one-more', dies: { leg: 'follow-up', disposition: 'too-big', at: 'node:c/0' } },
    ],
  },
  {
    id: 'mtu-calico-8953',
    title: 'Large packets of pods vanish before they are wrapped',
    source: 'projectcalico/calico#8953',
    family: 'ipv4',
    verdict: 'mtu',
    flows: [
      { id: 'large', dies: { leg: 'follow-up', disposition: 'too-big', at: 'pod:c/web-0' } },
      { id: 'small' },
    ],
  },
  {
    id: 'mtu-calico-wireguard-nodes',
    title: 'An IPIP tunnel that is larger than WireGuard below leaves room for',
    source: 'projectcalico/calico#2072',
    family: 'ipv4',
    verdict: 'mtu',
    flows: [
      { id: 'node-1440', dies: { leg: 'follow-up', disposition: 'too-big', at: 'node:c/0' } },
      { id: 'pod-1400' },
    ],
  },
  {
    id: 'loop-wireguard-inside-overlay',
    title: 'WireGuard learns pod-side addresses as the endpoints of its peers',
    source: 'cilium/cilium#36491',
    family: 'ipv4',
    verdict: 'loop',
    alsoErrors: ['pod-network-overlaps-node-network'],
    flows: [{ id: 'node-to-node', dies: { leg: 'request', disposition: 'loop', at: 'node:c/0' } }],
  },
];
