import type { Case } from '../case.ts';

/** Service ranges that cover addresses of something else. */
export const aliases: readonly Case[] = [
  {
    id: 'alias-ipvs-externalips-node',
    title: 'Services whose externalIPs are node addresses take the nodes offline under ipvs',
    source: 'kubernetes/kubernetes#104679',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [
      { rule: 'vip-aliases-address', entities: ['c'], overlap: '10.128.149.177/32' },
      { rule: 'vip-aliases-address', entities: ['c'], overlap: '10.128.149.199/32' },
    ],
    alsoErrors: ['service-range-too-small'],
    flows: [{ id: 'node-to-node', dies: { leg: 'request', disposition: 'refused', at: 'node:c/2' } }],
  },
  {
    id: 'alias-aks-question',
    title: 'An external endpoint inside the AKS service range',
    source: 'Azure/AKS#1175',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [{ rule: 'vip-aliases-address', entities: ['aks', 'endpoint'], overlap: '10.0.5.20/32' }],
    flows: [{ id: 'call', dies: { leg: 'request', disposition: 'captured', at: 'node:aks/0' } }],
  },
  {
    id: 'alias-kube-vip-lb',
    title: 'A load balancer address taken from the service range',
    source: 'sassoftware/viya4-iac-k8s#192',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [{ rule: 'vip-aliases-address', entities: ['c', 'kube-vip'], overlap: '10.43.166.191/32' }],
  },
  {
    id: 'alias-eksa-service-contains-endpoint',
    title: 'The control plane endpoint lies in the service range',
    source: 'aws/eks-anywhere#6532',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [
      {
        rule: 'vip-aliases-address',
        entities: ['it-general-prod', 'control-plane'],
        overlap: '10.213.0.10/32',
      },
    ],
    flows: [
      { id: 'kubelet', dies: { leg: 'request', disposition: 'captured', at: 'node:it-general-prod/0' } },
    ],
  },
  {
    id: 'alias-eks-fixed-service-range',
    title: 'EKS picked the service range, which the enterprise uses already',
    source: 'aws/containers-roadmap#216',
    family: 'ipv4',
    verdict: 'vip_alias',
    findings: [{ rule: 'vip-aliases-address', entities: ['eks', 'ldap'], overlap: '172.20.5.10/32' }],
    flows: [
      { id: 'same-port', dies: { leg: 'request', disposition: 'misdelivered', at: 'pod:eks/web-0' } },
      { id: 'other-port', dies: { leg: 'request', disposition: 'refused', at: 'host:ldap' } },
    ],
  },
];
