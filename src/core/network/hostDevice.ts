import { mustInterfaceAddress } from '../address/prefix.ts';
import type { Host } from '../plan/plan.ts';
import { plainDevice } from './device.ts';
import { type Draft, segmentId } from './draft.ts';
import { sortRoutes } from './fib.ts';
import { hostInterfaces } from './interfaces.ts';
import type { Device } from './network.ts';
import { segmentRoutes } from './nodeRoutes.ts';

/** R1: a host on its segments. */
export function hostDevice(draft: Draft, host: Host): Device {
  const addresses = host.addresses.map(mustInterfaceAddress).flatMap(({ prefix }) => {
    const segment = draft.segments.get(segmentId(host.router, host.id, prefix));
    return segment ? [{ segment }] : [];
  });
  return {
    ...plainDevice(`host:${host.id}`, 'host', host.id, host.name ?? host.id),
    interfaces: hostInterfaces(draft, host),
    routes: sortRoutes(segmentRoutes(addresses, 'R1')),
    listens: host.port === undefined ? [] : [host.port],
  };
}
