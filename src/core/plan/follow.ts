import type { PropertyPath } from './edits.ts';
import { type Endpoint, parseEndpoint } from './endpoints.ts';
import type { Cluster, Flow, Plan } from './plan.ts';
import { withEnds } from './rename.ts';

/**
 * Lets services and flows follow a workload or service of a cluster that got another name in place, and go with one
 * that was removed: endpoints name them by it. `before` is the cluster as it was, `path` what was set in it.
 */
export function followed(plan: Plan, before: Cluster, index: number, path: PropertyPath): Plan {
  const [list, at, property] = path;
  if ((list !== 'workloads' && list !== 'expose') || typeof at !== 'number') return plan;
  const old = before[list]?.[at]?.name;
  const others = plan.clusters?.[index]?.[list] ?? [];
  if (!old || others.some((entry) => entry.name === old)) return plan;
  if (property === undefined && others.length < (before[list]?.length ?? 0))
    return list === 'expose' ? withoutFlowsTo(plan, before.id, [old]) : withoutWorkload(plan, index, old);
  const name = others[at]?.name;
  // Were it another's name, the flows would go over to that one.
  if (property !== 'name' || !name || before[list]?.some((entry) => entry.name === name)) return plan;
  return list === 'expose'
    ? renamedService(plan, before.id, old, name)
    : renamedWorkload(plan, index, old, name);
}

function renamedService(plan: Plan, cluster: string, old: string, name: string): Plan {
  return withEnds(plan, (end) =>
    end.kind === 'service' && end.cluster === cluster && end.name === old ? { ...end, name } : end,
  );
}

function renamedWorkload(plan: Plan, index: number, old: string, workload: string): Plan {
  const cluster = plan.clusters?.[index];
  const flows = withEnds(plan, (end) => (isOf(end, cluster?.id, old) ? { ...end, workload } : end));
  if (!cluster?.expose?.some((service) => service.workload === old)) return flows;
  const expose = cluster.expose.map((service) =>
    service.workload === old ? { ...service, workload } : service,
  );
  return { ...flows, clusters: (flows.clusters ?? []).with(index, { ...cluster, expose }) };
}

function withoutWorkload(plan: Plan, index: number, workload: string): Plan {
  const cluster = plan.clusters?.[index];
  if (!cluster) return plan;
  const gone = (cluster.expose ?? []).filter((service) => service.workload === workload);
  const flows = withoutFlows(plan, (end) => isOf(end, cluster.id, workload));
  if (gone.length === 0) return flows;
  const expose = (cluster.expose ?? []).filter((service) => service.workload !== workload);
  const next = { ...flows, clusters: (flows.clusters ?? []).with(index, { ...cluster, expose }) };
  return withoutFlowsTo(
    next,
    cluster.id,
    gone.map((service) => service.name),
  );
}

function withoutFlowsTo(plan: Plan, cluster: string, services: readonly string[]): Plan {
  return withoutFlows(
    plan,
    (end) => end.kind === 'service' && end.cluster === cluster && services.includes(end.name),
  );
}

function withoutFlows(plan: Plan, goes: (end: Endpoint) => boolean): Plan {
  const hit = (text: string): boolean => {
    const end = parseEndpoint(text);
    return end !== undefined && goes(end);
  };
  const flows = plan.flows?.filter((flow: Flow) => !hit(flow.from) && !hit(flow.to));
  return flows === undefined || flows.length === plan.flows?.length ? plan : { ...plan, flows };
}

const isOf = (end: Endpoint, cluster: string | undefined, workload: string): boolean =>
  'workload' in end && end.cluster === cluster && end.workload === workload;
