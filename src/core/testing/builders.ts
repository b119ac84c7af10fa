import { parsePlanValue } from '../plan/parsePlan.ts';
import type { Cluster, Flow, Host, Link, Plan, Router } from '../plan/plan.ts';

/** A part of a test's plan: an entity with the list that it belongs in, or properties of the plan itself. */
export type PlanPart =
  | { readonly clusters: Cluster }
  | { readonly routers: Router }
  | { readonly links: Link }
  | { readonly hosts: Host }
  | { readonly flows: Flow }
  | { readonly properties: Partial<Plan> };

/**
 * A plan of these parts, as `parsePlan` reads it; throws what it would complain of.
 *
 * plan(router('r'), cluster('a', { router: 'r' }), host('h', '10.32.0.7/24', { router: 'r' }))
 */
export function plan(...parts: readonly PlanPart[]): Plan {
  const document: Plan = { hopwright: 1, name: 'test' };
  for (const part of parts) {
    if ('clusters' in part) document.clusters = [...(document.clusters ?? []), part.clusters];
    else if ('routers' in part) document.routers = [...(document.routers ?? []), part.routers];
    else if ('links' in part) document.links = [...(document.links ?? []), part.links];
    else if ('hosts' in part) document.hosts = [...(document.hosts ?? []), part.hosts];
    else if ('flows' in part) document.flows = [...(document.flows ?? []), part.flows];
    else Object.assign(document, part.properties);
  }
  const parsed = parsePlanValue(document);
  if (!parsed.ok)
    throw new Error(parsed.problems.map((problem) => `${problem.path}: ${problem.message}`).join('\n'));
  return parsed.plan;
}

/** Ranges as a test writes them: one CIDR, or several. */
type Ranges = string | readonly string[];
const list = (ranges: Ranges): string[] => (typeof ranges === 'string' ? [ranges] : [...ranges]);

/** A cluster's properties, with its ranges in short form: `nodes: '172.16.0.0/24', count: 2, pods: '10.0.0.0/16'`. */
export type ClusterParts = Partial<Omit<Cluster, 'id' | 'nodes' | 'pods' | 'services'>> & {
  nodes?: Ranges | Cluster['nodes'];
  count?: number;
  pods?: Ranges | Cluster['pods'];
  services?: Ranges | Cluster['services'];
};

/** A cluster of two nodes on 172.16.0.0/24, unless it says otherwise. */
export function cluster(id: string, parts: ClusterParts = {}): PlanPart {
  const { nodes = '172.16.0.0/24', count = 2, pods, services, ...rest } = parts;
  return {
    clusters: {
      id,
      ...rest,
      nodes: isRanges(nodes) ? { cidrs: list(nodes), count } : nodes,
      ...(pods === undefined ? {} : { pods: isRanges(pods) ? { cidrs: list(pods) } : pods }),
      ...(services === undefined
        ? {}
        : { services: isRanges(services) ? { cidrs: list(services) } : services }),
    },
  };
}

const isRanges = (value: Ranges | object): value is Ranges =>
  typeof value === 'string' || Array.isArray(value);

/** A workload of so many pods that listen on 8091, and a service of the same name in front of them. */
export const workload = (name: string, replicas = 1): Required<Pick<Cluster, 'workloads' | 'expose'>> => ({
  workloads: [{ name, replicas, port: 8091 }],
  expose: [{ name, workload: name }],
});

export const router = (id: string, parts: Partial<Router> = {}): PlanPart => ({ routers: { id, ...parts } });

/** A host on a router: `host('h', '10.32.0.7/24', { router: 'r' })`. */
export const host = (id: string, addresses: Ranges, parts: Partial<Host> = {}): PlanPart => ({
  hosts: { id, addresses: list(addresses), ...parts },
});

/** A link that tells everything by BGP, unless prefixes make it static: first what `ends[0]` reaches through it. */
export function link(id: string, ends: [string, string], parts: Partial<Link> = {}): PlanPart {
  return { links: { id, ends, routing: parts.prefixes ? 'static' : 'bgp', ...parts } };
}

export const flow = (id: string, from: string, to: string, parts: Partial<Flow> = {}): PlanPart => ({
  flows: { id, from, to, ...parts },
});

/** Properties of the plan itself: its profile, what it accepts. */
export const properties = (parts: Partial<Plan>): PlanPart => ({ properties: parts });
