import { type Endpoint, type Plan, type PlanEdit, parseEndpoint } from '#core';
import { setEdit, type Target } from './target.ts';

const clusterOf = (plan: Plan, target: Target) =>
  target.kind === 'entity' ? plan.clusters?.find((cluster) => cluster.id === target.id) : undefined;

/** Takes away the flows of which an end passes the test. */
const flowsGone = (plan: Plan, gone: (end: Endpoint) => boolean): PlanEdit[] =>
  (plan.flows ?? [])
    .filter((flow) =>
      [flow.from, flow.to].some((text) => {
        const end = parseEndpoint(text);
        return end !== undefined && gone(end);
      }),
    )
    .map((flow) => ({ kind: 'remove', collection: 'flows', id: flow.id }));

/** Removes a service of a cluster, with the flows that call it. */
export function removeService(plan: Plan, target: Target, index: number): readonly PlanEdit[] {
  const cluster = clusterOf(plan, target);
  const name = cluster?.expose?.[index]?.name;
  return [
    ...flowsGone(plan, (end) => end.kind === 'service' && end.cluster === cluster?.id && end.name === name),
    setEdit(target, ['expose', index], undefined),
  ];
}

/** Removes a workload of a cluster, with its services and the flows from and to it. */
export function removeWorkload(plan: Plan, target: Target, index: number): readonly PlanEdit[] {
  const cluster = clusterOf(plan, target);
  const name = cluster?.workloads?.[index]?.name;
  const kept = cluster?.expose?.filter((service) => service.workload !== name) ?? [];
  const services = new Set(
    cluster?.expose?.filter((service) => service.workload === name).map((service) => service.name),
  );
  return [
    ...flowsGone(
      plan,
      (end) =>
        ('workload' in end && end.cluster === cluster?.id && end.workload === name) ||
        (end.kind === 'service' && end.cluster === cluster?.id && services.has(end.name)),
    ),
    ...(services.size > 0 ? [setEdit(target, ['expose'], kept)] : []),
    setEdit(target, ['workloads', index], undefined),
  ];
}
