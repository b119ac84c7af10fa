import type { ProfileRules } from './profile.ts';

/** Submariner with Globalnet: gateways translate to global addresses, so everything inside may repeat. */
export const submarinerGlobalnet: ProfileRules = {
  title: 'Submariner with Globalnet',
  summary: 'Clusters may use the same ranges; the global ranges (242.0.0.0/8) belong to Globalnet alone.',
  source: 'https://submariner.io/getting-started/architecture/globalnet/',
  joinsClusters: true,
  overlayPodsAreSeen: false,
  mayRepeat: { nodes: true, pods: true, services: true },
  severities: {},
};
