import { formatAddress, parseAddress } from '../address/address.ts';
import { contains, covers, formatPrefix, mustPrefix, type Prefix } from '../address/prefix.ts';
import type { PlanEdit } from '../plan/edits.ts';
import type { Cluster, Plan } from '../plan/plan.ts';

/**
 * Edits that move a cluster's pod or service range: the range itself, explicit addresses and node prefixes inside it, and
 * static prefixes and routes that name exactly it.
 */
export function renumber(
  plan: Plan,
  cluster: Cluster,
  kind: 'pods' | 'services',
  from: Prefix,
  to: Prefix,
): PlanEdit[] {
  const set = (path: (string | number)[], value: unknown): PlanEdit => ({
    kind: 'set',
    collection: 'clusters',
    id: cluster.id,
    path,
    value,
  });
  const old = formatPrefix(from);
  const index = cluster[kind]?.cidrs.indexOf(old) ?? -1;
  if (index < 0) return [];
  return [
    set([kind, 'cidrs', index], formatPrefix(to)),
    ...explicitAddresses(cluster, kind).flatMap(({ path, text }) => {
      const moved = shift(text, from, to);
      return moved === undefined ? [] : [set(path, moved)];
    }),
    ...routesTo(plan, cluster, old, formatPrefix(to)),
  ];
}

/** Every text in the cluster that names an address or prefix of that kind. */
function explicitAddresses(
  cluster: Cluster,
  kind: 'pods' | 'services',
): { path: (string | number)[]; text: string }[] {
  if (kind === 'services')
    return (cluster.expose ?? []).flatMap((service, i) =>
      (service.clusterIPs ?? []).map((text, j) => ({ path: ['expose', i, 'clusterIPs', j], text })),
    );
  return [
    ...(cluster.nodes.list ?? []).flatMap((node, i) =>
      (node.podCidrs ?? []).map((text, j) => ({ path: ['nodes', 'list', i, 'podCidrs', j], text })),
    ),
    ...(cluster.workloads ?? []).flatMap((workload, i) =>
      (workload.pods ?? []).flatMap((pod, j) =>
        (pod.addresses ?? []).map((text, k) => ({ path: ['workloads', i, 'pods', j, 'addresses', k], text })),
      ),
    ),
  ];
}

/** The same place in the new range; undefined for what is not in the old one. */
function shift(text: string, from: Prefix, to: Prefix): string | undefined {
  if (text.includes('/')) {
    const prefix = mustPrefix(text);
    return covers(from, prefix)
      ? formatPrefix({ ...prefix, value: prefix.value - from.value + to.value })
      : undefined;
  }
  const address = parseAddress(text);
  return address && contains(from, address)
    ? formatAddress({ ...address, value: address.value - from.value + to.value })
    : undefined;
}

/** Static prefixes and routes that name the range, but for those at the cluster's own end: another's range, of the same numbers, is meant there. */
function routesTo(plan: Plan, cluster: Cluster, old: string, next: string): PlanEdit[] {
  const links = (plan.links ?? []).flatMap((link) =>
    (link.prefixes ?? []).flatMap((prefixes, end) =>
      link.ends[end] === cluster.router
        ? []
        : prefixes.flatMap((text, i): PlanEdit[] =>
            text === old
              ? [{ kind: 'set', collection: 'links', id: link.id, path: ['prefixes', end, i], value: next }]
              : [],
          ),
    ),
  );
  const routers = (plan.routers ?? []).flatMap((router) =>
    (router.routes ?? []).flatMap((route, i): PlanEdit[] =>
      route.to === old
        ? [{ kind: 'set', collection: 'routers', id: router.id, path: ['routes', i, 'to'], value: next }]
        : [],
    ),
  );
  return [...links, ...routers];
}
