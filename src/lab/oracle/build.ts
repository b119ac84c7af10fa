import { mustInterfaceAddress, type Plan } from '#core';
import { dealClusters, findSegments } from './addresses.ts';
import { exchange } from './bgp.ts';
import { clusterDevices } from './clusterDevices.ts';
import type { OracleDevice, OracleNet, Segment } from './model.ts';
import { interfaceMaker, type Maker, onSegment, segmentRoutes } from './parts.ts';
import { addRouterRoutes, routerDevice } from './routers.ts';

/** Derives the whole lab from a plan by the rules A, R and E. */
export function buildOracleNet(plan: Plan): OracleNet {
  const segments = findSegments(plan);
  const clusters = dealClusters(plan, segments);
  const maker = interfaceMaker();
  const devices = new Map<string, OracleDevice>();
  const routers = new Map<string, OracleDevice>();
  for (const cluster of clusters)
    for (const device of clusterDevices(cluster, 100 + clusters.indexOf(cluster), maker))
      devices.set(device.id, device);
  for (const router of plan.routers ?? []) {
    const device = routerDevice(plan, router.id, segments, maker);
    routers.set(router.id, device);
    devices.set(device.id, device);
  }
  for (const host of plan.hosts ?? []) {
    const device = hostDevice(plan, host.id, segments, maker);
    devices.set(device.id, device);
  }
  for (const router of plan.routers ?? []) addRouterRoutes(plan, router.id, routers, segments, clusters);
  exchange(plan, routers);
  return { plan, segments, devices, clusters };
}

function hostDevice(plan: Plan, id: string, segments: readonly Segment[], maker: Maker): OracleDevice {
  const host = plan.hosts?.find((h) => h.id === id);
  const placed = (host?.addresses ?? []).map(mustInterfaceAddress).flatMap(({ address, prefix }) => {
    const segment = segments.find(
      (s) =>
        s.prefix.family === prefix.family &&
        s.prefix.value === prefix.value &&
        s.prefix.length === prefix.length &&
        s.router === host?.router &&
        (host?.router !== undefined || s.owner === id),
    );
    return segment ? [{ address, segment }] : [];
  });
  const homes = [...new Set(placed.map((p) => p.segment))];
  return {
    id: `host:${id}`,
    kind: 'host',
    interfaces: homes.map((segment) =>
      onSegment(
        maker,
        segment,
        placed.filter((p) => p.segment === segment).map((p) => p.address),
      ),
    ),
    routes: segmentRoutes(homes),
    reversePathFilter: 'off',
    stateful: false,
    listens: host?.port === undefined ? [] : [host.port],
    cluster: undefined,
    fdb: [],
  };
}
