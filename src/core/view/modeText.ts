import type { Cluster } from '../plan/plan.ts';

const ENCAPSULATION = { vxlan: 'VXLAN', gre: 'GRE', geneve: 'Geneve', ipip: 'IPIP', wireguard: 'WireGuard' };

/** How pod traffic gets from node to node, in two words: `VXLAN overlay`, `BGP, not shared`. */
export function modeText({ network = { mode: 'routed' } }: Cluster): string {
  if (network.mode === 'overlay') return `${ENCAPSULATION[network.encapsulation ?? 'vxlan']} overlay`;
  if (network.mode === 'bgp') return network.advertiseToRouter ? 'BGP, shared' : 'BGP, not shared';
  return network.mode;
}
