import type { Case } from '../case.ts';

/** Further published incidents of the same kinds, beyond the seventy of the casebook. */
export const further: readonly Case[] = [
  {
    id: 'further-aws-test-infra-pod-range',
    title: 'A pod range that is the VPC range: one node in nine never gets ready',
    source: 'kubernetes-sigs/provider-aws-test-infra PR#576',
    family: 'ipv4',
    verdict: 'overlap',
    findings: [{ rule: 'pod-network-overlaps-node-network', entities: ['c'], overlap: '172.31.0.0/16' }],
    flows: [
      { id: 'owner-to-node', dies: { leg: 'request', disposition: 'neighbor-unreachable', at: 'node:c/0' } },
    ],
  },
  {
    id: 'further-microk8s-lan',
    title: 'MicroK8s cuts its machine off from the LAN',
    source: 'canonical/microk8s#429',
    family: 'ipv4',
    verdict: 'overlap',
    findings: [{ rule: 'pod-network-overlaps-node-network', entities: ['box'], overlap: '10.1.0.0/21' }],
    flows: [{ id: 'ssh', dies: { leg: 'reply', disposition: 'neighbor-unreachable', at: 'node:box/0' } }],
  },
  {
    id: 'further-calico-service-loop',
    title: 'An advertised service range: what nobody has circles between node and router',
    source: 'projectcalico/calico#5039',
    family: 'ipv4',
    verdict: 'loop',
    findings: [{ rule: 'forwarding-loop', severity: 'warning', entities: ['c'] }],
    flows: [
      { id: 'unallocated', dies: { leg: 'request', disposition: 'loop', at: 'node:c/0' } },
      { id: 'allocated', properties: ['nat'] },
    ],
  },
  {
    id: 'further-rke-one-node-range',
    title: 'Five nodes and a pod range for one',
    source: 'kubernetes/kubernetes#85866',
    family: 'ipv4',
    verdict: 'invalid_config',
    findings: [{ rule: 'pod-range-too-small', entities: ['rke'] }],
  },
  {
    id: 'further-rancher-ipv6-one-prefix',
    title: 'A dual-stack range with room for one node in IPv6',
    source: 'rancher/rancher#38115',
    family: 'dual',
    verdict: 'invalid_config',
    findings: [{ rule: 'pod-range-too-small', entities: ['rke'] }],
  },
  {
    id: 'further-submariner-rp-filter',
    title: 'Submariner: the reply comes by the tunnel and the reverse-path filter drops it',
    source: 'submariner-io/submariner#2541',
    family: 'ipv4',
    verdict: 'asymmetric',
    findings: [{ rule: 'asymmetric-path', entities: ['a', 'b'] }],
    flows: [
      {
        id: 'ping',
        dies: { leg: 'reply', disposition: 'filtered-source', at: 'node:a/1' },
        properties: ['asymmetric'],
      },
    ],
  },
  {
    id: 'further-shipyard-ovn-services',
    title: 'OVN-Kubernetes refuses a service range that is its own join subnet',
    source: 'submariner-io/shipyard#930',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [{ rule: 'platform-range', entities: ['c'], overlap: '100.64.0.0/16' }],
  },
  {
    id: 'further-minikube-intranet',
    title: "minikube's fixed pod range hides a part of the intranet",
    source: 'kubernetes/minikube#18139',
    family: 'ipv4',
    verdict: 'overlap',
    findings: [
      {
        rule: 'overlay-shadows-address',
        entities: ['minikube', 'intranet-server'],
        overlap: '10.244.5.10/32',
      },
    ],
    flows: [
      { id: 'call', dies: { leg: 'request', disposition: 'neighbor-unreachable', at: 'node:minikube/0' } },
    ],
  },
  {
    id: 'further-kubo-worker-subnets',
    title: 'Worker subnets inside the pod range: pods cannot reach the API',
    source: 'cloudfoundry-incubator/kubo-deployment#350',
    family: 'ipv4',
    verdict: 'overlap',
    findings: [
      { rule: 'pod-network-overlaps-node-network', entities: ['kubo'], overlap: '10.200.200.0/24' },
      { rule: 'pod-network-overlaps-node-network', entities: ['kubo'], overlap: '10.200.201.0/24' },
    ],
  },
  {
    id: 'further-eks-docker-vpc',
    title: 'EKS nodes in 172.17.0.0/16: no route to host',
    source: 'awsdocs/amazon-eks-user-guide doc_source/network_reqs.md',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [{ rule: 'platform-range', entities: ['eks'], overlap: '172.17.16.0/20' }],
  },
  {
    id: 'further-gce-ipip-mtu',
    title: 'IPIP in GCE: 1,460 bytes below leave 1,440',
    source: 'projectcalico/calicoctl#415',
    family: 'ipv4',
    verdict: 'mtu',
    flows: [
      { id: 'node-1480', dies: { leg: 'follow-up', disposition: 'too-big', at: 'node:c/0' } },
      { id: 'fits' },
    ],
  },
  {
    id: 'further-peering-same-cidr',
    title: 'A peering between two VPCs that have one and the same range',
    source: 'https://support.huaweicloud.com/intl/en-us/usermanual-vpc/vpc_peering_0012.html',
    family: 'ipv4',
    verdict: 'overlap',
    findings: [{ rule: 'node-networks-overlap', entities: ['cce', 'ecs'], overlap: '10.0.0.0/24' }],
    flows: [{ id: 'call', dies: { leg: 'request', disposition: 'neighbor-unreachable', at: 'node:cce/0' } }],
  },
  {
    id: 'further-nftables-range-too-wide',
    title: 'kube-proxy with nftables drops what lies in the range and is no service',
    source: 'kubernetes/kubernetes PR#122692',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [{ rule: 'vip-aliases-address', entities: ['c', 'printer'], overlap: '10.100.3.9/32' }],
    flows: [
      { id: 'print', dies: { leg: 'request', disposition: 'captured', at: 'node:c/0' } },
      { id: 'other-port', dies: { leg: 'request', disposition: 'refused', at: 'node:c/0' } },
    ],
  },
];
