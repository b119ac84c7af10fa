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
  readonly routers: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly suggest: Suggest;
}

/** Collects the names of a document; reads any JSON value. */
export function namesOf(document: unknown): Names {
  const clusters = new Map<string, ClusterNames>();
  for (const [, cluster] of entries(document, 'clusters')) {
    const id = child(cluster, 'id');
    if (typeof id === 'string') clusters.set(id, clusterNames(cluster));
  }
  const ids = (collection: string): Set<string> =>
    new Set(entries(document, collection).flatMap(([, entity]) => textOf(child(entity, 'id'))));
  return { clusters, routers: ids('routers'), links: ids('links'), hosts: ids('hosts'), suggest: speller() };
}

/** The same for one cluster. */
export function clusterNames(cluster: unknown): ClusterNames {
  const nodes = child(cluster, 'nodes');
  const [count, list] = [child(nodes, 'count'), child(nodes, 'list')];
  return {
    nodes: Array.isArray(list) ? list.length : typeof count === 'number' ? count : undefined,
    nodeNames: new Set(entries(nodes, 'list').flatMap(([, node]) => textOf(child(node, 'name')))),
    replicas: new Map(
      entries(cluster, 'workloads').flatMap(([, workload]) =>
        textOf(child(workload, 'name')).map((name) => [name, replicasOf(workload) ?? 0] as const),
      ),
    ),
    services: new Set(entries(cluster, 'expose').flatMap(([, service]) => textOf(child(service, 'name')))),
    workloads: new Map(
      entries(cluster, 'expose').flatMap(([, service]) =>
        textOf(child(service, 'name')).flatMap((name) =>
          textOf(child(service, 'workload')).map((workload) => [name, workload] as const),
        ),
      ),
    ),
  };
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

const textOf = (value: unknown): string[] => (typeof value === 'string' ? [value] : []);

/** The entries of a list property with their indices; none where it is no list. */
export function entries(owner: unknown, list: string): [number, unknown][] {
  const value = child(owner, list);
  return Array.isArray(value) ? value.map((entry: unknown, i) => [i, entry]) : [];
}
