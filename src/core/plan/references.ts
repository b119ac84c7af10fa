import { parseAddress } from '../address/address.ts';
import { addressRule } from './addressTexts.ts';
import type { Candidates } from './didYouMean.ts';
import type { PlanProblem } from './edits.ts';
import { flowProblems } from './flowReferences.ts';
import { LIMITS } from './limits.ts';
import {
  type ClusterNames,
  entries,
  type Names,
  namesOf,
  type Path,
  type Report,
  replicasOf,
  walksOf,
} from './names.ts';
import { problemPath } from './problemPath.ts';
import { child } from './schemaProperties.ts';
import { viewProblems } from './viewReferences.ts';

/**
 * What one part of a document says of another: ids, references, counts. Reads any JSON value and passes over
 * what the schema refuses anyway, so that all problems come out at once.
 */
export function referenceProblems(document: unknown): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const report: Report = (path, message) => {
    if (problems.length <= LIMITS.problems) problems.push({ path: problemPath(path), message });
  };
  const names = namesOf(document);
  const view = child(document, 'view');
  uniqueIds(
    [
      ...['clusters', 'routers', 'links', 'hosts'].map((list): List => [document, [list]]),
      ...['frames', 'notes'].map((list): List => [view, ['view', list]]),
    ],
    report,
  );
  uniqueIds([[document, ['flows']]], report);
  let nodes = 0;
  let pods = 0;
  for (const [i, cluster] of entries(document, 'clusters')) {
    const own = names.inCluster[i];
    if (!own) continue;
    clusterProblems(cluster, own, ['clusters', i], names, report);
    nodes += own.nodes ?? 0;
    for (const replicas of own.replicas.values()) pods += replicas;
  }
  if (nodes > LIMITS.nodes)
    report(['clusters'], `the plan has ${nodes} nodes in all; ${LIMITS.nodes} are allowed`);
  if (pods > LIMITS.pods)
    report(['clusters'], `the plan has ${pods} pods in all; ${LIMITS.pods} are allowed`);
  for (const [i, router] of entries(document, 'routers'))
    routeProblems(router, ['routers', i], names, report);
  for (const [i, link] of entries(document, 'links')) linkProblems(link, ['links', i], names, report);
  for (const [i, host] of entries(document, 'hosts')) attachment(host, ['hosts', i, 'router'], names, report);
  viewProblems(document, names.suggest, report);
  let walks = 0;
  for (const [i, flow] of entries(document, 'flows')) {
    flowProblems(flow, ['flows', i], names, report);
    walks += walksOf(child(flow, 'to'), names);
  }
  if (walks > LIMITS.walks)
    report(
      ['flows'],
      `the flows need ${walks} walks, one for each pod of a service that is called; ${LIMITS.walks} are allowed: call pods instead, or fewer services`,
    );
  return problems;
}

function clusterProblems(
  cluster: unknown,
  own: ClusterNames,
  path: Path,
  names: Names,
  report: Report,
): void {
  attachment(cluster, [...path, 'router'], names, report);
  nodesProblems(child(cluster, 'nodes'), [...path, 'nodes'], report);
  const pods = child(cluster, 'pods');
  nodeMaskProblems(pods, [...path, 'pods', 'nodeMask'], report);
  const gateway = child(child(cluster, 'network'), 'gateway');
  if (gateway !== undefined)
    nodeIndex(child(gateway, 'node'), own, [...path, 'network', 'gateway', 'node'], report);
  uniqueTexts(cluster, 'workloads', 'name', path, report);
  uniqueTexts(cluster, 'expose', 'name', path, report);
  for (const [i, workload] of entries(cluster, 'workloads'))
    overrideProblems(workload, own, [...path, 'workloads', i], report);
  for (const [i, service] of entries(cluster, 'expose')) {
    const workload = child(service, 'workload');
    if (typeof workload === 'string' && workload !== '' && !own.replicas.has(workload))
      report([...path, 'expose', i, 'workload'], unknownName(names, 'workload', workload, own.replicas));
  }
}

function nodesProblems(nodes: unknown, path: Path, report: Report): void {
  if (typeof nodes !== 'object' || nodes === null || Array.isArray(nodes)) return;
  const [count, list] = [child(nodes, 'count'), child(nodes, 'list')];
  if (count === undefined && list === undefined)
    report(path, 'nodes need a count, or a list of the nodes of a real cluster; add "count": 3');
  if (count !== undefined && list !== undefined)
    report(path, 'nodes have both a count and a list; keep one of them');
  const seen = new Map<string, number>();
  for (const [i, node] of entries(nodes, 'list')) {
    const name = child(node, 'name');
    if (typeof name !== 'string') continue;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, i);
    else report([...path, 'list', i, 'name'], `node ${first} has the name ${name} too; give each its own`);
  }
}

function nodeMaskProblems(pods: unknown, path: Path, report: Report): void {
  const [cidrs, masks] = [child(pods, 'cidrs'), child(pods, 'nodeMask')];
  if (!Array.isArray(cidrs) || !Array.isArray(masks)) return;
  if (cidrs.length !== masks.length)
    report(
      path,
      `has ${masks.length} lengths for ${cidrs.length} CIDRs; give one for each, in the same order`,
    );
  masks.forEach((mask: unknown, i) => {
    const cidr: unknown = cidrs[i];
    if (typeof mask === 'number' && mask > 32 && typeof cidr === 'string' && /^[\d.]+\//.test(cidr))
      report([...path, i], `${mask} is no prefix length of ${cidr}; IPv4 has 0 to 32`);
  });
}

function overrideProblems(workload: unknown, own: ClusterNames, path: Path, report: Report): void {
  const replicas = replicasOf(workload);
  const seen = new Set<number>();
  for (const [i, pod] of entries(workload, 'pods')) {
    const ordinal = child(pod, 'ordinal');
    if (typeof ordinal === 'number') {
      if (replicas !== undefined && ordinal >= replicas)
        report(
          [...path, 'pods', i, 'ordinal'],
          `there is no replica ${ordinal}: the workload has ${replicas}, counted from 0`,
        );
      if (seen.has(ordinal))
        report([...path, 'pods', i, 'ordinal'], `replica ${ordinal} is listed twice; keep one entry`);
      seen.add(ordinal);
    }
    nodeIndex(child(pod, 'node'), own, [...path, 'pods', i, 'node'], report);
  }
}

function nodeIndex(index: unknown, own: ClusterNames, path: Path, report: Report): void {
  if (typeof index === 'number' && own.nodes !== undefined && index >= own.nodes)
    report(path, `there is no node ${index}: the cluster has ${own.nodes}, counted from 0`);
}

function routeProblems(router: unknown, path: Path, names: Names, report: Report): void {
  for (const [i, route] of entries(router, 'routes')) {
    const via = child(route, 'via');
    if (typeof via !== 'string' || via === '' || via === 'blackhole' || names.links.has(via)) continue;
    const at = [...path, 'routes', i, 'via'];
    if (addressRule.isGood(via)) continue;
    if (parseAddress(via) || /^[\d.]+(\/\d*)?$|:/.test(via)) report(at, addressRule.problem(via));
    else
      report(
        at,
        `${unknownName(names, 'link', via, names.links)} (a route goes via a link id, an IP address or blackhole)`,
      );
  }
}

function linkProblems(link: unknown, path: Path, names: Names, report: Report): void {
  const ends = child(link, 'ends');
  if (Array.isArray(ends)) {
    ends.forEach((end: unknown, i) => {
      if (typeof end === 'string' && end !== '' && !names.routers.has(end))
        report([...path, 'ends', i], unknownName(names, 'router', end, names.routers));
    });
    if (ends.length === 2 && typeof ends[0] === 'string' && ends[0] === ends[1])
      report([...path, 'ends'], `both ends are ${ends[0]}; a link joins two different routers`);
  }
  if (child(link, 'prefixes') !== undefined && child(link, 'routing') === 'bgp')
    report(
      [...path, 'prefixes'],
      'prefixes are for static links, BGP tells them by itself; remove them, or set routing to static',
    );
  if (child(link, 'encapsulation') !== undefined && child(link, 'kind') === 'direct')
    report([...path, 'encapsulation'], 'a direct link wraps nothing; remove this, or set kind to vpn');
}

function attachment(entity: unknown, path: Path, names: Names, report: Report): void {
  const router = child(entity, 'router');
  if (typeof router === 'string' && router !== '' && !names.routers.has(router))
    report(path, unknownName(names, 'router', router, names.routers));
}

/** The owner of a list, and where the list stands in the document. */
type List = readonly [owner: unknown, path: Path];

function uniqueIds(lists: readonly List[], report: Report): void {
  const first = new Map<string, string>();
  for (const [owner, path] of lists) {
    for (const [i, entity] of entries(owner, String(path.at(-1)))) {
      const id = child(entity, 'id');
      if (typeof id !== 'string') continue;
      const place = first.get(id);
      if (place === undefined) first.set(id, problemPath([...path, i]));
      else report([...path, i, 'id'], `${place} has the id ${id.slice(0, 80)} too; give each its own`);
    }
  }
}

function uniqueTexts(owner: unknown, list: string, key: string, path: Path, report: Report): void {
  const first = new Map<string, number>();
  for (const [i, entry] of entries(owner, list)) {
    const text = child(entry, key);
    if (typeof text !== 'string' || text === '') continue;
    const place = first.get(text);
    if (place === undefined) first.set(text, i);
    else
      report(
        [...path, list, i, key],
        `${list}[${place}] has the name ${text} too; give each its own, for endpoints are named by it`,
      );
  }
}

/** `there is no router egde-l; did you mean edge-l?` */
function unknownName(names: Names, kind: string, name: string, known: Candidates): string {
  const near = names.suggest(name, known);
  return `there is no ${kind} ${name.slice(0, 80)}${near || `; add it, or name another ${kind}`}`;
}
