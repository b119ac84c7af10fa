import type { Plan } from '../plan/plan.ts';
import type { Device } from './network.ts';

/**
 * Which devices are joined by routers and links: device id → number of its component. A cluster's nodes and pods
 * are one component even without a router; a host without a router is alone.
 */
export function components(plan: Plan, devices: ReadonlyMap<string, Device>): Map<string, number> {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) {
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  const join = (a: string, b: string): void => {
    parent.set(root(a), root(b));
  };
  for (const cluster of plan.clusters ?? [])
    if (cluster.router !== undefined) join(cluster.id, cluster.router);
  for (const host of plan.hosts ?? []) if (host.router !== undefined) join(host.id, host.router);
  for (const link of plan.links ?? []) join(link.ends[0], link.ends[1]);
  const numbers = new Map<string, number>();
  const numberOf = (entity: string): number => {
    const top = root(entity);
    const known = numbers.get(top);
    if (known !== undefined) return known;
    numbers.set(top, numbers.size);
    return numbers.size - 1;
  };
  return new Map([...devices.values()].map((device) => [device.id, numberOf(device.entity)]));
}
