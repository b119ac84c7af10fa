import { formatAddress } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import { type Header, type Packet, samePacket } from './packet.ts';
import { processHop } from './processHop.ts';
import type { Arrival } from './serviceProxy.ts';
import type { Ending, Hop, Leg, Step } from './trace.ts';
import type { Intent, LinkHeader, Outcome, Visit, Walk } from './visit.ts';

/** A packet as it came to a device: what tells one turn from another. */
interface Crumb {
  readonly device: Device;
  readonly interface: string | undefined;
  readonly packet: Packet;
}

/** Walks one leg from the device that sends it, one device a turn, to its one ending (W4). */
export function walkLeg(walk: Walk, intent: Intent, from: string, header: Header): Leg {
  const hops: Hop[] = [];
  const crumbs: Crumb[] = [];
  let packet: Packet = { inner: header, tunnel: undefined };
  let device = deviceOf(walk.network, from);
  let arrival: Arrival;
  for (;;) {
    const { id } = device;
    const met = indexOfCrumb(crumbs, device, arrival?.interface, packet);
    if (met >= 0) {
      const devices = hops.slice(met).map((h) => h.device);
      const ending = loopEnding(id, packet, devices);
      hops.push(hop(id, packet, undefined, [{ kind: 'drop', ending }]));
      return finish(intent, id, ending, packet, hops);
    }
    crumbs.push({ device, interface: arrival?.interface, packet });
    const steps: Step[] = [];
    if (hops.length === 0) steps.push({ kind: 'originate', src: header.src, dst: header.dst });
    const outcome = takeTurn({ walk, intent, device, arrival, steps }, packet);
    if (outcome.kind === 'ended') {
      steps.push(
        outcome.ending.disposition === 'delivered'
          ? { kind: 'deliver', port: outcome.ending.port }
          : { kind: 'drop', ending: outcome.ending },
      );
      hops.push(hop(id, outcome.packet, undefined, steps));
      return finish(intent, id, outcome.ending, outcome.packet, hops);
    }
    hops.push(hop(id, outcome.shown, outcome.linkHeader, steps));
    packet = outcome.packet;
    device = deviceOf(walk.network, outcome.device);
    arrival = arrivalAt(device, outcome.interface);
  }
}

/** Where the same packet came the same way before, or -1. A device is met twice so seldom that looking through them is quickest. */
function indexOfCrumb(
  crumbs: readonly Crumb[],
  device: Device,
  by: string | undefined,
  packet: Packet,
): number {
  for (let i = 0; i < crumbs.length; i++) {
    const crumb = crumbs[i];
    if (crumb?.device === device && crumb.interface === by && samePacket(crumb.packet, packet)) return i;
  }
  return -1;
}

/**
 * A device's turn; a tunnel's ends take it twice, for the outer and for the inner packet. A node that tunnels to an address
 * of its own wraps and unwraps for ever: the same packet met again in one turn is a loop.
 */
function takeTurn(visit: Visit, packet: Packet): Exclude<Outcome, { kind: 'again' }> {
  const met: Crumb[] = [];
  let outcome = processHop(visit, packet);
  while (outcome.kind === 'again') {
    const { device } = visit;
    const by = outcome.arrival?.interface;
    if (indexOfCrumb(met, device, by, outcome.packet) >= 0) {
      const { id } = device;
      return { kind: 'ended', packet: outcome.packet, ending: loopEnding(id, outcome.packet, [id]) };
    }
    met.push({ device, interface: by, packet: outcome.packet });
    outcome = processHop({ ...visit, arrival: outcome.arrival }, outcome.packet);
  }
  return outcome;
}

function deviceOf(network: Network, id: string): Device {
  const device = network.devices.get(id);
  if (!device) throw new Error(`no device ${id}`);
  return device;
}

function arrivalAt(device: Device, name: string): Arrival {
  const found = interfaceNamed(device, name);
  if (!found) throw new Error(`${device.id} has no interface ${name}`);
  return { interface: name, kind: found.attachment.kind };
}

function hop(device: string, packet: Packet, link: LinkHeader | undefined, steps: readonly Step[]): Hop {
  const { inner, tunnel } = packet;
  const outer = tunnel
    ? { kind: tunnel.kind, src: formatAddress(tunnel.src), dst: formatAddress(tunnel.dst) }
    : (link ?? null);
  return { device, packet: { src: inner.src, dst: inner.dst, outer }, steps };
}

function finish(intent: Intent, at: string, ending: Ending, packet: Packet, hops: readonly Hop[]): Leg {
  return { leg: intent.leg, disposition: ending.disposition, at, ending, hops, seenSource: packet.inner.src };
}

function loopEnding(at: string, { inner }: Packet, devices: readonly string[]): Ending {
  return { disposition: 'loop', rule: 'W4', device: at, src: inner.src, dst: inner.dst, devices };
}
