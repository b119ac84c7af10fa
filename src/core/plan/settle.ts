import { parsePrefix } from '../address/prefix.ts';
import type { Collection, EntityOf, PropertyPath } from './edits.ts';
import { followed } from './follow.ts';
import { framed } from './framed.ts';
import type { Cluster, ClusterNetwork, Link, Nodes, Plan, Pods } from './plan.ts';
import { eachOf } from './rename.ts';

/** What was set where. */
export interface Change {
  readonly collection: Collection;
  readonly index: number;
  readonly before: EntityOf[Collection];
  readonly path: PropertyPath;
}

/**
 * Takes along what a set property rules out or what named it, so that one edit leaves a plan that parses: a cluster
 * that becomes `routed` loses its gateway, a link that becomes `bgp` its prefixes, a node list ends the count, a node
 * mask goes with its CIDR, a frame that loses its last member goes, and a workload, service or node that gets another name keeps its flows.
 */
export function settled(plan: Plan, change: Change): Plan {
  if (change.collection === 'links')
    return eachOf<Link>(plan, 'links', (link) =>
      link === plan.links?.[change.index] ? settledLink(link) : link,
    );
  if (change.collection === 'frames') return framed(plan, change.index);
  if (change.collection !== 'clusters') return plan;
  const cluster = plan.clusters?.[change.index];
  if (!cluster) return plan;
  const before = change.before as Cluster;
  const tidy = settledCluster(cluster, before, change.path);
  const next =
    tidy === cluster ? plan : { ...plan, clusters: (plan.clusters ?? []).with(change.index, tidy) };
  return followed(next, before, change.index, change.path);
}

function settledLink(link: Link): Link {
  let next = link;
  if (next.routing === 'bgp' && next.prefixes) {
    const { prefixes: _, ...rest } = next;
    next = rest;
  }
  if (next.kind === 'direct' && next.encapsulation) {
    const { encapsulation: _, ...rest } = next;
    next = rest;
  }
  return next;
}

function settledCluster(cluster: Cluster, before: Cluster, path: PropertyPath): Cluster {
  const [first, second] = path;
  if (first === 'network' && cluster.network) {
    const network = settledNetwork(cluster.network);
    return network === cluster.network ? cluster : { ...cluster, network };
  }
  if (first === 'nodes' && second !== undefined) {
    const nodes = settledNodes(cluster.nodes, second);
    return nodes === cluster.nodes ? cluster : { ...cluster, nodes };
  }
  if (first === 'pods' && second === 'cidrs' && cluster.pods?.nodeMask) {
    return { ...cluster, pods: settledMasks(cluster.pods, before.pods, path) };
  }
  return cluster;
}

/** Properties that belong to each mode. */
const MODE_PROPERTIES: Readonly<Record<ClusterNetwork['mode'], readonly string[]>> = {
  routed: [],
  bgp: ['advertiseToRouter'],
  overlay: ['encapsulation', 'gateway'],
  native: [],
};
const ALL_MODE_PROPERTIES = Object.values(MODE_PROPERTIES).flat();

function settledNetwork(network: ClusterNetwork): ClusterNetwork {
  const own = MODE_PROPERTIES[network.mode] as readonly string[] | undefined;
  const foreign = ALL_MODE_PROPERTIES.filter(
    (key) => own && !own.includes(key) && Object.hasOwn(network, key),
  );
  if (foreign.length === 0) return network;
  return Object.fromEntries(
    Object.entries(network).filter(([key]) => !foreign.includes(key)),
  ) as ClusterNetwork;
}

function settledNodes(nodes: Nodes, set: string | number): Nodes {
  if (nodes.list === undefined || nodes.count === undefined) return nodes;
  const { list, count, ...rest } = nodes;
  return set === 'list' ? { ...rest, list } : set === 'count' ? { ...rest, count } : nodes;
}

/** One mask a CIDR: a removed CIDR takes its own along, a new one gets the default of its family. */
function settledMasks(pods: Pods, before: Pods | undefined, path: PropertyPath): Pods {
  const removed =
    typeof path[2] === 'number' && path.length === 3 && pods.cidrs.length < (before?.cidrs.length ?? 0);
  const masks = removed ? (pods.nodeMask ?? []).toSpliced(Number(path[2]), 1) : (pods.nodeMask ?? []);
  const fitting = pods.cidrs.map((cidr, i) => {
    const family = parsePrefix(cidr)?.family;
    const mask = masks[i];
    return mask === undefined || (mask > 32 && family === 4) ? (family === 6 ? 64 : 24) : mask;
  });
  return { ...pods, nodeMask: fitting };
}
