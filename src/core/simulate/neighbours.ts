import { sameAddress } from '../address/address.ts';
import { POD_INTERFACE, PODS_INTERFACE } from '../network/interfaces.ts';
import type { RouteAction } from '../network/network.ts';
import type { Acquaintances } from './acquaintances.ts';
import type { Exit } from './exits.ts';
import { type Ip, ipKey } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { Port } from './port.ts';
import type { Wire } from './wire.ts';

/** Who takes a packet on the other side of an interface: where it comes in, or all who would; undefined: nobody. */
export type Neighbour = Port | Several | undefined;

export interface Several {
  readonly devices: readonly string[];
}

/**
 * Asks on the exit's interface for the address of the next hop, as ARP and neighbour discovery do (A5, A10). `sender` is the
 * packet's source, which an ARP request bears where it is the device's own.
 */
export function neighbour(
  exit: Exit,
  port: Port,
  destination: Ip,
  sender: Ip,
  acquaintances: Acquaintances,
): Neighbour {
  if (exit.next) return exit.next;
  const { kernel, attachment } = port;
  const asked = exit.gateway ?? destination;
  if (attachment.kind === 'segment') {
    const wire = kernel.ground.wire(attachment.segment);
    if (!wire) return undefined;
    if (wire.isUnambiguousFor(asked)) return otherAt(wire, kernel, asked);
    const asker = kernel.owns(sender) ? sender : port.ip(asked.family);
    return onSegment(wire, kernel, asked, asker, acquaintances);
  }
  if (attachment.kind === 'link') return linkPeer(port, exit.route.action, asked);
  return attachment.kind === 'pods' ? ownPod(kernel, destination) : undefined;
}

/** Who takes all that a route sends, whatever its destination and its source: the ones that are asked for by no more than the route. */
export function nextAlways(port: Port, action: RouteAction, gateway: Ip | undefined): Port | undefined {
  const { kernel, attachment } = port;
  const { ground } = kernel;
  if (attachment.kind === 'pods') {
    if (kernel.device.kind === 'pod') return ground.mustKernel(attachment.node).port(PODS_INTERFACE);
    return action.kind === 'pod' ? ground.mustKernel(action.pod).port(POD_INTERFACE) : undefined;
  }
  if (attachment.kind === 'link')
    return gateway || action.kind === 'link' ? linkPeer(port, action, gateway) : undefined;
  if (attachment.kind !== 'segment' || !gateway) return undefined;
  const wire = ground.wire(attachment.segment);
  return wire?.isUnambiguousFor(gateway) ? otherAt(wire, kernel, gateway) : undefined;
}

/** Where each address is one station's alone: that one, if it is not the asker itself. */
function otherAt(wire: Wire, kernel: Kernel, asked: Ip): Port | undefined {
  const port = wire.portOf(asked);
  return port?.kernel === kernel ? undefined : port;
}

/** The other end of a link, if it takes the packet: whatever goes through the link itself, else what is asked for there (A10). */
function linkPeer(
  { kernel, attachment }: Port,
  action: RouteAction,
  asked: Ip | undefined,
): Port | undefined {
  if (attachment.kind !== 'link') return undefined;
  const peer = kernel.ground.kernel(attachment.peer);
  const takes =
    peer && (action.kind === 'link' || (asked && answersOnLink(peer, attachment.peerInterface, asked)));
  return takes ? peer.port(attachment.peerInterface) : undefined;
}

/** A10: IPv4 answers for every address of the device, IPv6 for those of the interface alone. */
const answersOnLink = (peer: Kernel, interfaceName: string, asked: Ip): boolean =>
  asked.family === 4
    ? peer.owns(asked)
    : peer.device.interfaces.some(
        (i) => i.name === interfaceName && i.addresses.some((a) => sameAddress(a, asked.address)),
      );

function onSegment(
  wire: Wire,
  kernel: Kernel,
  asked: Ip,
  asker: Ip | undefined,
  acquaintances: Acquaintances,
): Neighbour {
  let known: Port | undefined;
  let answers: Port | undefined;
  let rivals: Set<string> | undefined;
  for (const station of wire.stationsFor(asked)) {
    if (station.device === kernel.id) continue;
    const port = wire.portAt(station);
    if (answersTo(port.kernel, asker)) {
      if (!answers) answers = port;
      else if (answers.kernel !== port.kernel) {
        rivals ??= new Set([answers.kernel.id]);
        rivals.add(station.device);
      }
    }
    if (!known && acquaintances.knows(wire, kernel, port.kernel, asked)) known = port;
  }
  if (rivals) return { devices: [...rivals] };
  const first = known ?? answers;
  if (first && !known && asker) {
    acquaintances.meet(wire, kernel, first.kernel, asked);
    acquaintances.meet(wire, first.kernel, kernel, asker);
  }
  return first;
}

/** Linux takes an ARP request whose sender is one of its own addresses for martian and does not answer it. */
const answersTo = (kernel: Kernel, asker: Ip | undefined): boolean =>
  asker?.family !== 4 || !kernel.owns(asker);

function ownPod(kernel: Kernel, destination: Ip): Neighbour {
  const pods = kernel.pods.get(ipKey(destination));
  if (!pods) return undefined;
  return pods.length > 1 ? { devices: pods.map((port) => port.kernel.id) } : pods[0];
}

/** How many others on the interface's segment have the address that is asked for, whether or not they would answer. */
export function candidates({ kernel, attachment }: Port, asked: Ip): number {
  const wire = attachment.kind === 'segment' ? kernel.ground.wire(attachment.segment) : undefined;
  return wire?.stationsFor(asked).filter((station) => station.device !== kernel.id).length ?? 0;
}
