import type { Flow, Plan } from '#core';
import type { Dice } from './dice.ts';
import type { Families } from './randomPlan.ts';

/** Five questions between whatever the plan has. */
export function randomFlows(roll: Dice, plan: Plan, families: Families, sizes: boolean): Flow[] {
  const clusters = plan.clusters ?? [];
  const pods = clusters.flatMap((c) =>
    (c.workloads ?? []).flatMap((w) =>
      Array.from({ length: w.replicas ?? 1 }, (_, i) => `pod:${c.id}/${w.name}-${i}`),
    ),
  );
  const nodes = clusters.flatMap((c) =>
    Array.from({ length: c.nodes.list?.length ?? c.nodes.count ?? 0 }, (_, i) => `node:${c.id}/${i}`),
  );
  const hosts = (plan.hosts ?? []).map((h) => `host:${h.id}`);
  const routers = (plan.routers ?? []).map((r) => `router:${r.id}`);
  const services = clusters.flatMap((c) => (c.expose ?? []).map((e) => `service:${c.id}/${e.name}`));
  const keys = clusters.map((c) => `key:${c.id}/cb/user::${c.id}`);
  const some = (percentages: readonly (readonly [number, readonly string[]])[]): string => {
    for (const [percent, items] of percentages) {
      const item = roll.any(items);
      if (item !== undefined && roll.chance(percent)) return item;
    }
    return pods[0] ?? nodes[0] ?? 'router:r0';
  };
  return Array.from({ length: 5 }, (_, i) => {
    const from = some([
      [45, pods],
      [55, hosts],
      [70, nodes],
      [30, routers],
    ]);
    const to = some([
      [30, services],
      [45, pods],
      [35, hosts],
      [50, nodes],
      [20, routers],
      [20, keys],
      [60, strayAddresses(roll, plan)],
    ]);
    const protocol = to.startsWith('service:')
      ? roll.pick(['tcp', 'tcp', 'udp'] as const)
      : roll.pick(['tcp', 'tcp', 'tcp', 'udp', 'icmp'] as const);
    return {
      id: `f${i}`,
      from,
      to,
      ...(protocol === 'tcp' ? {} : { protocol }),
      ...(roll.chance(8) ? { port: roll.pick([80, 8091, 9000]) } : {}),
      ...(sizes && roll.chance(30)
        ? { bytes: roll.pick([1300, 1350, 1376, 1390, 1400, 1423, 1430, 1440, 1450, 1476, 1500, 1501]) }
        : {}),
      ...(families.length > 1 && roll.chance(40) ? { family: roll.pick([4, 6] as const) } : {}),
    };
  });
}

/** Addresses in the ranges that mostly nobody has, and VIPs. */
function strayAddresses(roll: Dice, plan: Plan): string[] {
  const last = roll.pick([1, 2, 3, 11, 12, 99]);
  return (plan.clusters ?? [])
    .flatMap((c) => [...c.nodes.cidrs, ...(c.pods?.cidrs ?? []), ...(c.services?.cidrs ?? [])])
    .filter((cidr) => /(\.0|::)\/\d+$/.test(cidr))
    .map((cidr) =>
      cidr.includes(':')
        ? `ip:${cidr.replace(/::\/\d+$/, `::${last.toString(16)}`)}`
        : `ip:${cidr.replace(/\.0\/\d+$/, `.${last}`)}`,
    );
}
