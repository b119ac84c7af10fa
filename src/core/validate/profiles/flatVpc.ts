import type { ProfileRules } from './profile.ts';

/** Peered cloud networks: every range of a network is routed to its peers. */
export const flatVpc: ProfileRules = {
  title: 'Peered cloud networks',
  summary: 'No range of one network may overlap a range of the other: nodes, pods and services.',
  source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
  joinsClusters: false,
  overlayPodsAreSeen: true,
  mayRepeat: { nodes: false, pods: false, services: false },
  // Two clusters of one virtual network often keep the provider's default service range, and live: a warning, until
  // something routes that range.
  severities: { 'vip-range-reused': 'warning' },
};
