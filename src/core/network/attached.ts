import type { Cluster, Link } from '../plan/plan.ts';
import type { Draft, SegmentDraft } from './draft.ts';

/** What hangs on one router, each in the order of the plan. */
export interface Attached {
  readonly segments: SegmentDraft[];
  readonly links: Link[];
  readonly clusters: Cluster[];
}

/** Everything that hangs on each router, gathered once: a plan may have thousands of routers. */
export function attachedByRouter(draft: Draft): (router: string) => Attached {
  const routers = new Map<string, Attached>();
  const at = (router: string): Attached => {
    const known = routers.get(router) ?? { segments: [], links: [], clusters: [] };
    routers.set(router, known);
    return known;
  };
  for (const segment of draft.segments.values())
    if (segment.router !== undefined) at(segment.router).segments.push(segment);
  for (const link of draft.plan.links ?? []) for (const end of link.ends) at(end).links.push(link);
  for (const cluster of draft.plan.clusters ?? [])
    if (cluster.router !== undefined) at(cluster.router).clusters.push(cluster);
  return at;
}
