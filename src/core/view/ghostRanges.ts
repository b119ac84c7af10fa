import { mustPrefix } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import { platformRanges } from '../plan/platformRanges.ts';
import { familiesOf, isUnwrittenNative } from './ghostFamilies.ts';

/** A range that nobody wrote down, and that a cluster has all the same. */
export interface GhostRange {
  readonly cidr: string;
  /** What has it: `the OVN-Kubernetes join switch`. */
  readonly use: string;
  /** Where only some versions or set-ups of the platform use it: which. */
  readonly when: string | undefined;
}

const NONE: readonly GhostRange[] = [];
const known = new WeakMap<Cluster, readonly GhostRange[]>();

/**
 * The ranges that follow from what a cluster is: those that its platform uses itself, of the families that the cluster
 * speaks, those of some set-ups only last; and the node network of native pods.
 */
export function ghostRanges(cluster: Cluster): readonly GhostRange[] {
  const before = known.get(cluster);
  if (before) return before;
  const { nodes, platform } = cluster;
  const families = familiesOf(cluster);
  const used = (platform ? platformRanges[platform].used : [])
    .filter(({ cidr }) => families.has(mustPrefix(cidr).family))
    .map(({ cidr, use, when }) => ({ cidr, use, when }));
  const native = isUnwrittenNative(cluster) ? nodes.cidrs : [];
  const ghosts = [
    ...native.map((cidr) => ({ cidr, use: 'pods', when: undefined })),
    ...used.filter(({ when }) => when === undefined),
    ...used.filter(({ when }) => when !== undefined),
  ];
  const found = ghosts.length > 0 ? ghosts : NONE;
  known.set(cluster, found);
  return found;
}

/** Who uses them, over the list: `assumed: OpenShift uses`. */
export const ghostHeading = ({ platform }: Cluster): string =>
  platform ? `assumed: ${platformRanges[platform].title} uses` : 'assumed';

/** What a ghost range is for, in the few words that stand beside it: `maybe docker0`. */
export function ghostWords({ use, when }: GhostRange): string {
  const short = /\(([^()]+)\)$/.exec(use)?.[1] ?? use.replace(/^the /, '').replace('OVN-Kubernetes', 'OVN');
  return when === undefined ? short : `maybe ${short}`;
}
