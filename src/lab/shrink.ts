import type { Plan } from '#core';
import { differPatiently } from './differential.ts';
import type { Oracle } from './oracle/runOracle.ts';

/** Takes away whatever the disagreement does not need: flows, then entities, then properties. */
export async function shrink(oracle: Oracle, plan: Plan, budget = 60): Promise<Plan> {
  let small = plan;
  let left = budget;
  let progress = true;
  while (progress && left > 0) {
    progress = false;
    for (const candidate of smaller(small)) {
      if (left-- <= 0) break;
      if (!(await stillDiffers(oracle, candidate))) continue;
      small = candidate;
      progress = true;
      break;
    }
  }
  return small;
}

async function stillDiffers(oracle: Oracle, plan: Plan): Promise<boolean> {
  try {
    const { disagreements, problems } = await differPatiently(oracle, plan);
    return problems.length === 0 && disagreements.length > 0;
  } catch {
    return false;
  }
}

function* smaller(plan: Plan): Generator<Plan> {
  for (const key of ['flows', 'hosts', 'links', 'clusters', 'routers'] as const) {
    const items = plan[key] ?? [];
    for (let i = 0; i < items.length; i++) {
      const candidate = { ...plan, [key]: items.filter((_, j) => j !== i) } as Plan;
      if (stands(candidate)) yield candidate;
    }
  }
  for (const [i, cluster] of (plan.clusters ?? []).entries()) {
    const optional = [
      'masquerade',
      'reversePathFilter',
      'mtu',
      'serviceProxy',
      'services',
      'expose',
      'network',
    ] as const;
    for (const key of optional) {
      if (cluster[key] === undefined) continue;
      const { [key]: _, ...rest } = cluster;
      const candidate = { ...plan, clusters: plan.clusters?.with(i, rest as typeof cluster) } as Plan;
      if (stands(candidate)) yield candidate;
    }
  }
}

/** Whether everything that is named is still there. */
function stands(plan: Plan): boolean {
  const ids = new Set(
    [plan.clusters, plan.routers, plan.hosts].flatMap((list) => (list ?? []).map((e) => e.id)),
  );
  const links = new Set((plan.links ?? []).map((l) => l.id));
  const services = new Set(
    (plan.clusters ?? []).flatMap((c) => (c.expose ?? []).map((e) => `service:${c.id}/${e.name}`)),
  );
  const endpointStands = (text: string): boolean => {
    if (text.startsWith('service:')) return services.has(text);
    const entity = /^(?:pod|node|key):([^/]+)\/|^(?:host|router):(.+)$/.exec(text);
    return !entity || ids.has(entity[1] ?? entity[2] ?? '');
  };
  return (
    (plan.flows ?? []).length > 0 &&
    (plan.links ?? []).every((l) => l.ends.every((end) => ids.has(end))) &&
    [...(plan.clusters ?? []), ...(plan.hosts ?? [])].every(
      (e) => e.router === undefined || ids.has(e.router),
    ) &&
    (plan.routers ?? []).every((r) =>
      (r.routes ?? []).every(({ via }) => via === 'blackhole' || /[.:]/.test(via) || links.has(via)),
    ) &&
    (plan.flows ?? []).every((f) => endpointStands(f.from) && endpointStands(f.to))
  );
}
