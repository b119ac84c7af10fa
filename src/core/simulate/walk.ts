import { formatAddress } from '../address/address.ts';
import type { Network } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import { type Header, type Packet, packetKey } from './packet.ts';
import { processHop } from './processHop.ts';
import type { Arrival } from './serviceProxy.ts';
import type { Ending, Hop, Leg, Step } from './trace.ts';
import type { Intent, LinkHeader, Outcome, Visit, Walk } from './visit.ts';

/** Walks one leg from the device that sends it, one device a turn, to its one ending (W4). */
export function walkLeg(walk: Walk, intent: Intent, from: string, header: Header): Leg {
  const hops: Hop[] = [];
  const crumbs = new Map<string, number>();
  let packet: Packet = { inner: header, tunnel: undefined };
  let at = from;
  let arrival: Arrival;
  for (;;) {
    const device = walk.network.devices.get(at);
    if (!device) throw new Error(`no device ${at}`);
    const crumb = `${at}|${arrival?.interface ?? ''}|${packetKey(packet)}`;
    const met = crumbs.get(crumb);
    if (met !== undefined) {
      const devices = hops.slice(met).map((h) => h.device);
      const ending = loopEnding(at, packet, devices);
      hops.push(hop(at, packet, undefined, [{ kind: 'drop', ending }]));
      return finish(intent, at, ending, packet, hops);
    }
    crumbs.set(crumb, hops.length);
    const steps: Step[] = [];
    if (hops.length === 0) steps.push({ kind: 'originate', src: header.src, dst: header.dst });
    const outcome = takeTurn({ walk, intent, device, arrival, steps }, packet);
    if (outcome.kind === 'ended') {
      steps.push(
        outcome.ending.disposition === 'delivered'
          ? { kind: 'deliver', port: outcome.ending.port }
          : { kind: 'drop', ending: outcome.ending },
      );
      hops.push(hop(at, outcome.packet, undefined, steps));
      return finish(intent, at, outcome.ending, outcome.packet, hops);
    }
    hops.push(hop(at, outcome.shown, outcome.linkHeader, steps));
    packet = outcome.packet;
    at = outcome.device;
    arrival = arrivalAt(walk.network, outcome.device, outcome.interface);
  }
}

/**
 * A device's turn; a tunnel's ends take it twice, for the outer and for the inner packet. A node that tunnels to an address
 * of its own wraps and unwraps for ever: the same packet met again in one turn is a loop.
 */
function takeTurn(visit: Visit, packet: Packet): Exclude<Outcome, { kind: 'again' }> {
  const met = new Set<string>();
  let outcome = processHop(visit, packet);
  while (outcome.kind === 'again') {
    const crumb = `${outcome.arrival?.interface ?? ''}|${packetKey(outcome.packet)}`;
    if (met.has(crumb)) {
      const { id } = visit.device;
      return { kind: 'ended', packet: outcome.packet, ending: loopEnding(id, outcome.packet, [id]) };
    }
    met.add(crumb);
    outcome = processHop({ ...visit, arrival: outcome.arrival }, outcome.packet);
  }
  return outcome;
}

function arrivalAt(network: Network, device: string, name: string): Arrival {
  const owner = network.devices.get(device);
  const found = owner && interfaceNamed(owner, name);
  if (!found) throw new Error(`${device} has no interface ${name}`);
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
