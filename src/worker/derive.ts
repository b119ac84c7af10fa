import {
  type CompiledCluster,
  type Device,
  describeAction,
  deviceAddresses,
  formatAddress,
  formatPrefix,
  type Network,
  routeCountOf,
} from '#core';
import type { Derived, DerivedDevice, DerivedRoute } from './protocol.ts';

const devicesOf = new WeakMap<readonly Device[], readonly DerivedDevice[]>();
const servicesOf = new WeakMap<CompiledCluster, Derived['services']>();

/**
 * What a network derives from the plan, as the texts that cards, inspector and tables show. What an edit does not reach is the same from
 * network to network, and so is what is derived of it.
 */
export function derive(network: Network): Derived {
  return {
    devices: [...network.entities.values()].flatMap((devices) => {
      const known = devicesOf.get(devices) ?? devices.map((device) => deriveDevice(network, device));
      devicesOf.set(devices, known);
      return known;
    }),
    services: [...network.clusters.values()].flatMap((cluster) => {
      const known = servicesOf.get(cluster) ?? deriveServices(cluster);
      servicesOf.set(cluster, known);
      return known;
    }),
  };
}

const deriveServices = ({ services }: CompiledCluster): Derived['services'] =>
  services.map(({ id, addresses }) => ({ id, addresses: addresses.map(formatAddress) }));

/** Each node of a larger cluster may know all others: their tables are made only where somebody looks at one. */
const MANY_NODES = 500;

function deriveDevice(network: Network, device: Device): DerivedDevice {
  const nodes = device.node ? (network.clusters.get(device.node.cluster)?.nodes.length ?? 0) : 0;
  return {
    id: device.id,
    kind: device.kind,
    entity: device.entity,
    label: device.label,
    addresses: deviceAddresses(device),
    podPrefixes: device.node?.podPrefixes.map(formatPrefix) ?? [],
    node: device.pod?.node,
    routeCount: nodes > MANY_NODES ? undefined : routeCountOf(device),
  };
}

/** A device's routing table, as texts: longest prefix first, equal length by source. */
export const deriveRoutes = (device: Device): DerivedRoute[] =>
  device.routes.map((route) => ({
    prefix: formatPrefix(route.prefix),
    source: route.source,
    via: describeAction(route),
    because: route.because,
  }));
