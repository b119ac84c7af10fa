/** A case of the casebook that plan format 1 cannot hold, and what it would need. */
export interface Inexpressible {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly reason: string;
}

export const inexpressible: readonly Inexpressible[] = [
  {
    id: 'reserved-hypershift-udn',
    title: "A hosted cluster's join subnet equals the join subnet of user-defined networks",
    source: 'openshift/hypershift PR#6978',
    reason:
      'Both ranges are subnets that OVN-Kubernetes lays inside one cluster, between its own logical routers. A plan names node, pod and service ranges; which join subnets a cluster was given it cannot say, and the defaults of a platform are no property of a plan.',
  },
];
