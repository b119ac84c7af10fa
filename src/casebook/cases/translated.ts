import type { Case } from '../case.ts';

/** It works, but the receiver sees somebody else than the caller. */
export const translated: readonly Case[] = [
  {
    id: 'nat-linkerd-gateway',
    title: 'A hierarchical mesh: the target sees the gateway instead of the caller',
    source: 'https://linkerd.io/2023/09/12/linkerd-214',
    family: 'ipv4',
    verdict: 'nat_hides_source',
    flows: [{ id: 'through-gateway', properties: ['nat'] }],
  },
  {
    id: 'nat-ok-gke-reused-pod-range',
    title: 'A pod range that reuses an on-premises range, hidden behind the nodes',
    source:
      'https://cloud.google.com/kubernetes-engine/docs/archive/gke-address-management-nat-for-cidr-block',
    family: 'ipv4',
    verdict: 'nat_hides_source',
    findings: [
      { rule: 'pod-network-overlaps-node-network', entities: ['gke', 'owner'], overlap: '172.20.200.0/24' },
    ],
    flows: [{ id: 'to-onprem', properties: ['nat'] }],
  },
  {
    id: 'nat-ipvs-external-vip',
    title: 'A client outside reaches a ClusterIP through several nodes and is seen as each of them',
    source: 'kubernetes/kubernetes#66363',
    family: 'ipv4',
    verdict: 'nat_hides_source',
    findings: [{ rule: 'equal-routes', severity: 'warning', entities: ['tor'] }],
    flows: [{ id: 'query', properties: ['nat'] }],
  },
  {
    id: 'nat-eks-peering',
    title: 'EKS pods reach a peered network with the address of their node',
    source: 'awsdocs/amazon-eks-user-guide latest/ug/networking/eks-networking-add-ons.adoc',
    family: 'ipv4',
    verdict: 'nat_hides_source',
    flows: [{ id: 'query', properties: ['nat'] }],
  },
];
