import { type Suggest, speller } from './didYouMean.ts';
import { child } from './schemaProperties.ts';

/** A place in the document. */
export type Path = readonly (string | number)[];

/** Takes a problem down. */
export type Report = (path: Path, message: string) => void;

/** What is known of a cluster when others refer to it; undefined members: the document does not say it rightly. */
export interface ClusterNames {
  readonly nodes: number | undefined;
  readonly nodeNames: ReadonlySet<string>;
  readonly replicas: ReadonlyMap<string, number>;
  readonly services: ReadonlySet<string>;
  /** Service → its workload. */
  readonly workloads: ReadonlyMap<string, string>;
}

/** Everything in the document that can be named from elsewhere. */
export interface Names {
  readonly clusters: ReadonlyMap<string, ClusterNames>;
  /** The same by index, whatever ids the clusters have. */
  readonly inCluster: readonly ClusterNames[];
  readonly routers: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly suggest: Suggest;
}

/** Collects the names of a document; reads any JSON value. */
export function namesOf(document: unknown): Names {
  const clusters = new Map<string, ClusterNames>();
  const inCluster: ClusterNames[] = [];
  for (const [, cluster] of entries(document, 'clusters')) {
    const names = clusterNames(cluster);
    inCluster.push(names);
    const id = child(cluster, 'id');
    if (typeof id === 'string') clusters.set(id, names);
  }
  const ids = (collection: string): Set<string> => textsOf(document, collection, 'id');
  return {
    clusters,
    inCluster,
    routers: ids('routers'),
    links: ids('links'),
    hosts: ids('hosts'),
    suggest: speller(),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** The names in one cluster. */
function clusterNames(cluster: unknown): ClusterNames {
  const nodes = child(cluster, 'nodes');
  const [count, list] = [child(nodes, 'count'), child(nodes, 'list')];
  const replicas = new Map<string, number>();
  for (const [, workload] of entries(cluster, 'workloads')) {
    const name = child(workload, 'name');
    if (typeof name === 'string') replicas.set(name, replicasOf(workload) ?? 0);
  }
  const services = new Set<string>();
  const workloads = new Map<string, string>();
  for (const [, service] of entries(cluster, 'expose')) {
    const [name, workload] = [child(service, 'name'), child(service, 'workload')];
    if (typeof name !== 'string') continue;
    services.add(name);
    if (typeof workload === 'string') workloads.set(name, workload);
  }
  return {
    nodes: Array.isArray(list) ? list.length : typeof count === 'number' ? count : undefined,
    nodeNames: list === undefined ? NONE : textsOf(nodes, 'list', 'name'),
    replicas,
    services,
    workloads,
  };
}

/** The texts that the entries of a list have as a property. */
export function textsOf(owner: unknown, list: string, property: string): Set<string> {
  const texts = new Set<string>();
  for (const [, entry] of entries(owner, list)) {
    const text = child(entry, property);
    if (typeof text === 'string') texts.add(text);
  }
  return texts;
}

/** How many pods a workload has; undefined where the document does not say it rightly. */
export function replicasOf(workload: unknown): number | undefined {
  const replicas = child(workload, 'replicas');
  return replicas === undefined ? 1 : typeof replicas === 'number' ? replicas : undefined;
}

/** How often a flow to this target is walked (S10). */
export function walksOf(to: unknown, names: Names): number {
  const service = typeof to === 'string' ? /^service:([^/]+)\/(.+)$/s.exec(to) : null;
  const cluster = service && names.clusters.get(service[1] ?? '');
  const workload = cluster?.workloads.get(service?.[2] ?? '');
  return workload === undefined ? 1 : (cluster?.replicas.get(workload) ?? 1);
}

/** The entries of a list property with their indices; none where it is no list. */
export function entries(owner: unknown, list: string): Iterable<[number, unknown]> {
  const value = child(owner, list);
  return Array.isArray(value) ? value.entries() : [];
}
