import type { Family } from '../address/address.ts';
import type { LinkEncapsulation, OverlayEncapsulation } from '../plan/plan.ts';

/** E2: bytes that an encapsulation adds, over an IPv4 and an IPv6 outer path. */
const OVERHEAD: Record<OverlayEncapsulation | LinkEncapsulation, Record<Family, number>> = {
  vxlan: { 4: 50, 6: 70 },
  geneve: { 4: 50, 6: 70 },
  gre: { 4: 24, 6: 44 },
  // IPIP has no IPv6 outer form in E2; ip6tnl, which Linux would use there, adds a whole IPv6 header.
  ipip: { 4: 20, 6: 40 },
  wireguard: { 4: 60, 6: 80 },
  ipsec: { 4: 77, 6: 97 },
};

/** E2: bytes of overhead of an encapsulation whose outer path is of that family. */
export const encapsulationOverhead = (
  kind: OverlayEncapsulation | LinkEncapsulation,
  outer: Family,
): number => OVERHEAD[kind][outer];
