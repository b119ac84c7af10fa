import type { Cluster, Host, Plan } from '../plan/plan.ts';

/**
 * Clusters and hosts whose addresses are dealt together: each shares a segment with another of them, and nobody else does. What
 * they get depends on nothing outside.
 */
export interface Neighbourhood {
  readonly clusters: readonly Cluster[];
  readonly hosts: readonly Host[];
}

/** Parts the clusters and hosts of a plan, each part in the plan's order. `segmentsOf`: ids of the segments that one is on. */
export function neighbourhoods(
  { clusters = [], hosts = [] }: Pick<Plan, 'clusters' | 'hosts'>,
  segmentsOf: (entity: Cluster | Host) => readonly string[],
): Neighbourhood[] {
  const entities = [...clusters, ...hosts];
  const first = firstNeighbours(entities.map(segmentsOf));
  const parts = new Map<number, { clusters: Cluster[]; hosts: Host[] }>();
  for (const [i, entity] of entities.entries()) {
    const root = first(i);
    const part = parts.get(root) ?? { clusters: [], hosts: [] };
    parts.set(root, part);
    if ('nodes' in entity) part.clusters.push(entity);
    else part.hosts.push(entity);
  }
  return [...parts.values()];
}

/** For each place in the list a place that stands for its neighbourhood: sets that grow together where they share a segment. */
function firstNeighbours(segments: readonly (readonly string[])[]): (place: number) => number {
  const parent = Int32Array.from(segments.keys());
  const root = (place: number): number => {
    let at = place;
    for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
      parent[at] = parent[up] as number;
      at = up;
    }
    return at;
  };
  const holders = new Map<string, number>();
  for (const [place, ids] of segments.entries()) {
    for (const id of ids) {
      const holder = holders.get(id);
      if (holder === undefined) holders.set(id, place);
      else parent[root(place)] = root(holder);
    }
  }
  return root;
}
