import type { ProfileRules } from './profile.ts';

/** Cilium cluster mesh: pods call pods by address, whatever carries them; nodes tunnel to nodes. */
export const clustermesh: ProfileRules = {
  title: 'Cilium cluster mesh',
  summary:
    'Pod ranges and node addresses of all clusters are disjoint, overlays too; service ranges may repeat.',
  source: 'https://docs.cilium.io/en/stable/network/clustermesh/clustermesh/',
  joinsClusters: true,
  overlayPodsAreSeen: true,
  mayRepeat: { nodes: false, pods: false, services: true },
  severities: {},
};
