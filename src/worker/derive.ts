import {
  type Device,
  describeAction,
  deviceAddresses,
  formatAddress,
  formatPrefix,
  type Network,
} from '#core';
import type { Derived, DerivedDevice, DerivedRoute } from './protocol.ts';

/** What a network derives from the plan, as the texts that cards, inspector and tables show. */
export function derive(network: Network): Derived {
  return {
    devices: [...network.devices.values()].map((device) => deriveDevice(network, device)),
    services: [...network.clusters.values()].flatMap((cluster) =>
      cluster.services.map((service) => ({
        id: service.id,
        addresses: service.addresses.map(formatAddress),
      })),
    ),
  };
}

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
    routeCount: nodes > MANY_NODES ? undefined : device.routes.length,
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
