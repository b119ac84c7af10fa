import type { Family } from '../address/address.ts';
import { mustPrefix } from '../address/prefix.ts';
import type { Cluster, Platform } from '../plan/plan.ts';

/**
 * The families in which a platform uses ranges of its own: that alone can be known without its tables, which a page loads when
 * they are shown. A test holds it against them.
 */
export const GHOST_FAMILIES: Readonly<Partial<Record<Platform, readonly Family[]>>> = {
  k3s: [4],
  openshift: [4, 6],
  eks: [4],
  gke: [4],
  aks: [4],
  oke: [4],
  kops: [4],
  kubespray: [4],
  talos: [4],
  kind: [4],
  minikube: [4],
};

/** The families that a cluster speaks. */
export const familiesOf = ({ nodes, pods }: Cluster): ReadonlySet<Family> =>
  new Set([...nodes.cidrs, ...(pods?.cidrs ?? [])].map((cidr) => mustPrefix(cidr).family));

/** Pods that have addresses of the nodes' network, which nobody wrote down for them. */
export const isUnwrittenNative = ({ network, pods }: Cluster): boolean => network?.mode === 'native' && !pods;

/** Whether a cluster has ranges that nobody wrote down. */
export function hasGhosts(cluster: Cluster): boolean {
  if (isUnwrittenNative(cluster)) return true;
  const used = cluster.platform && GHOST_FAMILIES[cluster.platform];
  if (!used) return false;
  const families = familiesOf(cluster);
  return used.some((family) => families.has(family));
}
