import { type Address, sameAddress } from '../../address/address.ts';
import type { Device, Network, Route } from '../../network/network.ts';
import type { Disposition } from '../../simulate/trace.ts';
import { linearLookup } from './linearLookup.ts';

/**
 * The slow twin of a walk where nothing is translated, filtered or wrapped: routers and hosts alone. Each turn scans the
 * device's table and asks every device of the plan whether it is the neighbour.
 */
export function plainForward(
  network: Network,
  from: Device,
  source: Address,
  destination: Address,
): [Disposition, string] {
  let at = from;
  for (let turns = 0; turns < 2 * network.devices.size + 2; turns++) {
    if (owns(at, destination)) return ['delivered', at.id];
    if (at.kind === 'host' && turns > 0) return ['no-route', at.id];
    const route = linearLookup(at.routes, destination);
    if (!route) return ['no-route', at.id];
    if (route.action.kind === 'blackhole') return ['blackholed', at.id];
    if (route.action.kind === 'internet') return ['exits-plan', at.id];
    const neighbours = neighboursOf(network, at, route, source, destination);
    const [next] = neighbours;
    if (!next) return ['neighbor-unreachable', at.id];
    if (neighbours.length > 1) return ['ambiguous', at.id];
    at = next;
  }
  return ['loop', at.id];
}

const owns = (device: Device, address: Address): boolean =>
  device.interfaces.some((i) => i.addresses.some((a) => sameAddress(a, address)));

/** Who takes the packet behind the route's interface: the other end of a link, or whoever answers on the segment. */
function neighboursOf(
  network: Network,
  device: Device,
  route: Route,
  source: Address,
  destination: Address,
): Device[] {
  const { action } = route;
  const out = device.interfaces.find((i) => 'interface' in action && i.name === action.interface);
  if (!out) return [];
  const asked = action.kind === 'via' ? action.gateway : destination;
  // Nobody answers an ARP request that bears an address of their own as its sender.
  const asker = owns(device, source) ? source : out.addresses.find((a) => a.family === asked.family);
  const others = [...network.devices.values()].filter((other) => other !== device);
  const { attachment } = out;
  if (attachment.kind === 'link')
    return others.filter((o) => o.id === attachment.peer && (action.kind === 'link' || owns(o, asked)));
  return others.filter((other) =>
    other.interfaces.some(
      (i) =>
        i.attachment.kind === 'segment' &&
        attachment.kind === 'segment' &&
        i.attachment.segment === attachment.segment &&
        (asked.family === 4
          ? owns(other, asked) && !(asker && owns(other, asker))
          : i.addresses.some((a) => sameAddress(a, asked))),
    ),
  );
}
