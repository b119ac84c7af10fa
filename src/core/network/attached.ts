import type { Cluster, Link, Plan } from '../plan/plan.ts';
import type { SegmentDraft } from './draft.ts';
import type { LinkEnd } from './linkEnds.ts';
import type { NodeDraft } from './nodes.ts';

/** What hangs on one router, each in the order of the plan. */
export interface Attached {
  readonly segments: SegmentDraft[];
  readonly links: LinkEnd[];
  readonly clusters: AttachedCluster[];
}

export interface AttachedCluster {
  readonly cluster: Cluster;
  readonly nodes: readonly NodeDraft[];
}

/** Everything that hangs on each router, gathered once: a plan may have thousands of routers. */
export function attachedByRouter(
  plan: Plan,
  segments: ReadonlyMap<string, SegmentDraft>,
  nodesOf: (cluster: string) => readonly NodeDraft[],
  endsOf: (link: Link) => readonly [LinkEnd, LinkEnd],
): (router: string) => Attached {
  const routers = new Map<string, Attached>();
  const at = (router: string): Attached => {
    const known = routers.get(router);
    if (known) return known;
    const made = { segments: [], links: [], clusters: [] };
    routers.set(router, made);
    return made;
  };
  for (const segment of segments.values())
    if (segment.router !== undefined) at(segment.router).segments.push(segment);
  for (const link of plan.links ?? [])
    for (const [i, end] of endsOf(link).entries()) at(link.ends[i as 0 | 1]).links.push(end);
  for (const cluster of plan.clusters ?? [])
    if (cluster.router !== undefined)
      at(cluster.router).clusters.push({ cluster, nodes: nodesOf(cluster.id) });
  return at;
}
