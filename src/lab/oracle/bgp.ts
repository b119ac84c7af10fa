import type { Plan } from '#core';
import type { KernelRoute, OracleDevice } from './model.ts';
import { bestRoutes, prefixKey } from './routes.ts';

/**
 * R5 as a plain path-vector loop: every router tells its neighbours what is best in its table, until nothing changes.
 */
export function exchange(plan: Plan, routers: ReadonlyMap<string, OracleDevice>): void {
  const own = new Map([...routers].map(([id, device]) => [id, [...device.routes]]));
  let learned = new Map<string, KernelRoute[]>([...routers.keys()].map((id) => [id, []]));
  const bgpLinks = (plan.links ?? []).filter((link) => link.routing === 'bgp');
  for (let round = 0; round < routers.size + 3; round++) {
    const next = new Map<string, KernelRoute[]>([...routers.keys()].map((id) => [id, []]));
    for (const link of bgpLinks)
      for (const [from, to] of [
        [link.ends[0], link.ends[1]],
        [link.ends[1], link.ends[0]],
      ] as const) {
        const receiver = routers.get(to);
        const leaves = receiver?.interfaces.find((i) => i.name === linkName(plan, link.id));
        if (!receiver || !leaves || !('peer' in leaves.cable)) continue;
        for (const told of bestRoutes([...(own.get(from) ?? []), ...(learned.get(from) ?? [])])) {
          if (told.action.kind === 'internet' || told.path.includes(to)) continue;
          next.get(to)?.push({
            prefix: told.prefix,
            metric: 'bgp',
            path: [from, ...told.path],
            link: link.id,
            action: linkAction(plan, routers, to, link.id),
          });
        }
      }
    const settled = tables(next) === tables(learned);
    learned = next;
    if (settled) break;
  }
  for (const [id, device] of routers) device.routes.push(...(learned.get(id) ?? []));
}

export const linkName = (plan: Plan, link: string): string =>
  `l${(plan.links ?? []).findIndex((l) => l.id === link)}`;

/** Through a link: to its other end, whatever that is called. */
export function linkAction(
  plan: Plan,
  routers: ReadonlyMap<string, OracleDevice>,
  router: string,
  link: string,
): KernelRoute['action'] {
  const dev = linkName(plan, link);
  const ends = plan.links?.find((l) => l.id === link)?.ends;
  const peer = routers.get(ends?.[0] === router ? (ends?.[1] ?? '') : (ends?.[0] ?? ''));
  const mac = peer?.interfaces.find((i) => i.name === dev)?.mac;
  return mac ? { kind: 'peer', dev, mac, hop: 1 } : { kind: 'blackhole' };
}

const tables = (tables: ReadonlyMap<string, readonly KernelRoute[]>): string =>
  [...tables]
    .map(
      ([id, routes]) =>
        `${id}:${routes.map((r) => `${prefixKey(r.prefix)}<${r.path.join(',')}@${r.link}`).join(';')}`,
    )
    .join('|');
