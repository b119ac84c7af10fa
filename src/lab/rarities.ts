import type { Cluster, Host, Link, Plan, Router } from '#core';
import type { Dice } from './dice.ts';

/**
 * What a plan may hold but rarely does: explicit addresses of pods, nodes and VIPs, other node masks, native pods in a
 * part of the segment, routes through a neighbour's address, defaults through a link, hosts on two segments.
 */
export function addRarities(roll: Dice, plan: Plan): Plan {
  const clusters = (plan.clusters ?? []).map((c) => rareCluster(roll, c, plan));
  const hosts = (plan.hosts ?? []).map((h) => rareHost(roll, h));
  const routers = (plan.routers ?? []).map((r) => rareRouter(roll, r, { ...plan, clusters, hosts }));
  const links = (plan.links ?? []).map((l) => rareLink(roll, l));
  return twisted(roll, { ...plan, clusters, hosts, routers, links });
}

function rareCluster(roll: Dice, cluster: Cluster, plan: Plan): Cluster {
  const changed: Cluster = { ...cluster };
  const v4 = cluster.pods?.cidrs.length === 1 && cluster.pods.cidrs[0]?.includes('.');
  if (cluster.pods && v4 && roll.chance(15)) {
    changed.pods = { ...cluster.pods, nodeMask: [roll.pick([17, 25, 26, 28, 30])] };
  }
  if (cluster.pods && v4 && roll.chance(8)) {
    const second = `10.${200 + roll.below(3)}.0.0/16`;
    changed.pods = { cidrs: [...cluster.pods.cidrs, second], nodeMask: [roll.pick([24, 30]), 24] };
  }
  const [nodes] = cluster.nodes.cidrs;
  if (cluster.network?.mode === 'native' && nodes?.endsWith('.0/24') && roll.chance(40)) {
    changed.pods = { cidrs: [nodes.replace(/\.0\/24$/, roll.pick(['.128/25', '.64/26', '.0/26']))] };
  }
  const workload = cluster.workloads?.[0];
  if (workload && roll.chance(20)) {
    const at = roll.chance(50) ? explicitPodAddress(cluster) : undefined;
    changed.workloads = [
      { ...workload, pods: [{ ordinal: 0, node: 0, ...(at === undefined ? {} : { addresses: [at] }) }] },
      ...(cluster.workloads ?? []).slice(1),
    ];
  }
  const [expose] = cluster.expose ?? [];
  if (expose && cluster.services?.cidrs.length === 1 && roll.chance(15)) {
    const ip = explicitVip(roll, cluster, plan);
    if (ip !== undefined)
      changed.expose = [{ ...expose, clusterIPs: [ip] }, ...(cluster.expose ?? []).slice(1)];
  }
  return changed;
}

/** In the first node's prefix of a cluster with /24s, where nobody is dealt an address. */
function explicitPodAddress(cluster: Cluster): string | undefined {
  const cidr = cluster.network?.mode === 'native' ? cluster.nodes.cidrs[0] : cluster.pods?.cidrs[0];
  return cidr?.includes('.') && cluster.nodes.cidrs.length === 1
    ? cidr.replace(/\.0\/\d+$/, '.60')
    : undefined;
}

/** In the range: a plain one, or what a host there bears. */
function explicitVip(roll: Dice, cluster: Cluster, plan: Plan): string | undefined {
  const [range] = cluster.services?.cidrs ?? [];
  if (!range?.endsWith('.0.0/16')) return undefined;
  const start = range.replace(/\.0\.0\/16$/, '.');
  const taken = [
    ...(plan.hosts ?? []).flatMap((h) => h.addresses),
    ...(plan.clusters ?? []).flatMap((c) => c.nodes.cidrs.map((n) => n.replace(/\.0\/24$/, '.2/24'))),
  ]
    .filter((a) => a.startsWith(start))
    .map((a) => a.replace(/\/\d+$/, ''));
  return roll.any(taken) ?? `${start}5.5`;
}

function rareHost(roll: Dice, host: Host): Host {
  const [first] = host.addresses;
  if (!first?.startsWith('192.168.') || !roll.chance(12)) return host;
  return { ...host, addresses: [...host.addresses, first.replace(/^192\.168\.(\d+)\./, '192.168.4$1.')] };
}

function rareRouter(roll: Dice, router: Router, plan: Plan): Router {
  if (!roll.chance(12)) return router;
  const cluster = roll.any((plan.clusters ?? []).filter((c) => c.router === router.id));
  const via = cluster?.nodes.cidrs[0]?.replace(/\.0\/24$/, '.2').replace(/::\/64$/, '::2');
  const to = roll.any(cluster?.services?.cidrs ?? cluster?.pods?.cidrs ?? []);
  if (via === undefined || to === undefined || via.includes(':') !== to.includes(':')) return router;
  return { ...router, routes: [...(router.routes ?? []), { to, via }] };
}

function rareLink(roll: Dice, link: Link): Link {
  if (!link.prefixes || !roll.chance(12)) return link;
  const v6 = link.prefixes.flat().some((p) => p.includes(':'));
  const [first, second] = link.prefixes;
  return { ...link, prefixes: [[...first, v6 ? '::/0' : '0.0.0.0/0'], second] };
}

/** One property everywhere, in one plan of five: what is rare alone is then met together. */
function twisted(roll: Dice, plan: Plan): Plan {
  if (!roll.chance(20)) return plan;
  const clusters = (change: Partial<Cluster>): Plan => ({
    ...plan,
    clusters: (plan.clusters ?? []).map((c) => ({ ...c, ...change })),
  });
  const routers = (change: Partial<Router>): Plan => ({
    ...plan,
    routers: (plan.routers ?? []).map((r) => ({ ...r, ...change })),
  });
  const filter = roll.pick(['loose', 'strict'] as const);
  switch (roll.below(5)) {
    case 0:
      return clusters({ reversePathFilter: filter });
    case 1:
      return routers({ reversePathFilter: filter });
    case 2:
      return routers({ stateful: true });
    case 3:
      return clusters({ masquerade: 'outside-pods' });
    default:
      return clusters({
        serviceProxy: roll.pick(['any', 'iptables', 'nftables', 'ipvs', 'ebpf', 'routed'] as const),
      });
  }
}
