import type { Case } from '../case.ts';

/** Ranges that platforms keep, and ranges that the API server or the controller manager refuse. */
export const refused: readonly Case[] = [
  {
    id: 'reserved-tailscale-k8s-services',
    title: 'Pods and services in carrier-grade NAT space, and Tailscale in the pods',
    source: 'tailscale/tailscale#20232',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [
      { rule: 'reserved-range', severity: 'warning', entities: ['c'], overlap: '100.64.0.0/16' },
      { rule: 'reserved-range', severity: 'warning', entities: ['c'], overlap: '100.65.0.0/16' },
    ],
  },
  {
    id: 'reserved-tailscale-k8s-pods',
    title: 'Pods in carrier-grade NAT space, services elsewhere',
    source: 'tailscale/tailscale#15190',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [{ rule: 'reserved-range', severity: 'warning', entities: ['c'], overlap: '100.64.0.0/16' }],
  },
  {
    id: 'reserved-hypershift-udn',
    title: "A hosted cluster's join subnet equals the join subnet of user-defined networks",
    source: 'openshift/hypershift PR#6978',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [
      { rule: 'platform-range', entities: ['guest', 'join'], overlap: '100.65.0.0/16' },
      { rule: 'reserved-range', severity: 'warning', entities: ['join'], overlap: '100.65.0.0/16' },
    ],
  },
  {
    id: 'reserved-aks-172-16-12',
    title: 'A pod range for AKS that contains blocks which AKS keeps',
    source: 'MicrosoftDocs/azure-aks-docs articles/aks/concepts-network-cni-overview.md',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [
      { rule: 'platform-range', entities: ['aks'], overlap: '172.30.0.0/16' },
      { rule: 'platform-range', entities: ['aks'], overlap: '172.31.0.0/16' },
    ],
  },
  {
    id: 'reserved-ovn-join',
    title: 'A cluster range that contains the join subnet of OVN',
    source: 'ovn-kubernetes/ovn-kubernetes#1802',
    family: 'ipv4',
    verdict: 'reserved_range',
    findings: [{ rule: 'platform-range', entities: ['c'], overlap: '100.64.0.0/16' }],
  },
  {
    id: 'invalid6-kubeadm-80',
    title: 'A pod range of /80 with the default node mask',
    source: 'kubernetes/kubernetes#112367',
    family: 'ipv6',
    verdict: 'invalid_config',
    findings: [{ rule: 'node-mask-too-long', severity: 'error', entities: ['c'] }],
  },
  {
    id: 'invalid6-service-64',
    title: 'The API server refuses a service range of /64',
    source: 'kubernetes/kubernetes#93446',
    family: 'dual',
    verdict: 'invalid_config',
    findings: [{ rule: 'service-range-too-large', severity: 'error', entities: ['c'] }],
  },
  {
    id: 'invalid6-k3s-node-mask',
    title: 'The node prefix is too far from the pod range',
    source: 'k3s-io/k3s#7888',
    family: 'ipv6',
    verdict: 'invalid_config',
    findings: [{ rule: 'node-mask-too-long', severity: 'error', entities: ['c'] }],
  },
];
