import { addressRule, quote } from './addressTexts.ts';
import type { Candidates } from './didYouMean.ts';
import { ENDPOINT_FORMS, type Endpoint, parseEndpoint, SENDER_KINDS } from './endpoints.ts';
import type { ClusterNames, Names, Path, Report } from './names.ts';
import { child } from './schemaProperties.ts';

/** Whether the ends of a flow follow the grammar and exist. */
export function flowProblems(flow: unknown, path: Path, names: Names, report: Report): void {
  for (const end of ['from', 'to'] as const) {
    const text = child(flow, end);
    if (typeof text !== 'string' || text === '') continue;
    const problem = endpointProblem(text, end, names);
    if (problem !== undefined) report([...path, end], problem);
  }
}

function endpointProblem(text: string, end: 'from' | 'to', names: Names): string | undefined {
  if (text.startsWith('ip:') && end === 'to') {
    const address = text.slice('ip:'.length);
    if (!addressRule.isGood(address)) return addressRule.problem(address);
  }
  const endpoint = parseEndpoint(text);
  const kinds: readonly Endpoint['kind'][] =
    end === 'from' ? SENDER_KINDS : (Object.keys(ENDPOINT_FORMS) as Endpoint['kind'][]);
  if (!endpoint) return `${quote(text)} is no endpoint; write ${formFor(text, kinds, names)}`;
  if (!kinds.includes(endpoint.kind))
    return `${endpoint.kind}: can only be a to; a flow comes from ${kinds.map((kind) => ENDPOINT_FORMS[kind]).join(', ')}`;
  return missingEnd(endpoint, names);
}

/** The form of the kind that the text begins with, or all of them. */
function formFor(text: string, kinds: readonly Endpoint['kind'][], names: Names): string {
  const word = text.slice(0, Math.max(0, text.indexOf(':')));
  const same = kinds.find((kind) => kind === word);
  if (same) return ENDPOINT_FORMS[same];
  const forms = kinds.map((kind) => ENDPOINT_FORMS[kind]).join(', ');
  return `${forms}${word === '' ? '' : names.suggest(word, new Set(kinds))}`;
}

function missingEnd(endpoint: Endpoint, names: Names): string | undefined {
  switch (endpoint.kind) {
    case 'ip':
      return undefined;
    case 'host':
      return absent(names, 'host', endpoint.id, names.hosts);
    case 'router':
      return absent(names, 'router', endpoint.id, names.routers);
  }
  const { cluster: id } = endpoint;
  const cluster = names.clusters.get(id);
  if (!cluster) return absent(names, 'cluster', id, names.clusters);
  switch (endpoint.kind) {
    case 'node':
      return missingNode(names, id, endpoint.node, cluster);
    case 'service':
      return absent(names, `service in ${id}:`, endpoint.name, cluster.services);
    case 'key':
      return missingReplica(names, id, endpoint.workload, 0, cluster);
    case 'pod':
      return missingReplica(names, id, endpoint.workload, endpoint.ordinal, cluster);
  }
}

function missingReplica(
  names: Names,
  id: string,
  workload: string,
  ordinal: number,
  cluster: ClusterNames,
): string | undefined {
  const replicas = cluster.replicas.get(workload);
  if (replicas === undefined) return absent(names, `workload in ${id}:`, workload, cluster.replicas);
  if (ordinal < replicas) return undefined;
  return `there is no pod ${workload}-${ordinal}: ${workload} has ${replicas} ${replicas === 1 ? 'pod' : 'pods'}, counted from 0`;
}

function missingNode(
  names: Names,
  id: string,
  node: number | string,
  cluster: ClusterNames,
): string | undefined {
  if (typeof node === 'string') return absent(names, `node in ${id}:`, node, cluster.nodeNames);
  if (cluster.nodeNames.has(String(node)) || cluster.nodes === undefined || node < cluster.nodes)
    return undefined;
  return `there is no node ${node} in ${id}: it has ${cluster.nodes}, counted from 0`;
}

function absent(
  names: Names,
  kind: string,
  name: string,
  known: Candidates & { has(name: string): boolean },
): string | undefined {
  if (known.has(name)) return undefined;
  const near = names.suggest(name, known);
  return `there is no ${kind} ${name.slice(0, 80)}${near || '; add it, or name another'}`;
}
