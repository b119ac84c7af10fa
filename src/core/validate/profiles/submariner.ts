import type { ProfileRules } from './profile.ts';

/** Submariner without Globalnet: gateways tunnel pod and service addresses; node networks are not carried. */
export const submariner: ProfileRules = {
  title: 'Submariner',
  summary: 'Pod and service ranges of all clusters are disjoint; node networks may repeat.',
  source: 'https://submariner.io/getting-started/',
  joinsClusters: true,
  overlayPodsAreSeen: true,
  mayRepeat: { nodes: true, pods: false, services: false },
  severities: { 'vip-range-reused': 'error' },
};
