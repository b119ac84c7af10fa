import type { ProfileRules } from './profile.ts';

/** Routers and VPN links: the table V as it stands. */
export const vpn: ProfileRules = {
  title: 'Routers and VPN links',
  summary: 'What is joined by routers and links must not overlap; service ranges and overlays stay inside.',
  source: 'https://docs.couchbase.com/operator/current/concept-kubernetes-networking.html',
  joinsClusters: false,
  overlayPodsAreSeen: false,
  mayRepeat: { nodes: false, pods: false, services: true },
  severities: {},
};
