import type { Kernel } from './kernel.ts';
import { type Header, type Packet, samePacket } from './packet.ts';
import type { Arrival, Port } from './port.ts';
import { processHop } from './processHop.ts';
import type { Ending, Hop, Leg, OuterHeader, Step } from './trace.ts';
import { outerHeader } from './tunnel.ts';
import type { Intent, Outcome, Visit, Walk } from './visit.ts';

/** A packet as it came to a device: what tells one turn from another. */
interface Crumb {
  readonly kernel: Kernel;
  readonly arrival: Arrival;
  readonly packet: Packet;
}

/** Walks one leg from the device that sends it, one device a turn, to its one ending (W4). */
export function walkLeg(walk: Walk, intent: Intent, from: Kernel, header: Header): Leg {
  const hops: Hop[] = [];
  const crumbs: Crumb[] = [];
  let packet: Packet = { inner: header, tunnel: undefined };
  let kernel = from;
  let arrival: Arrival;
  for (;;) {
    const met = indexOfCrumb(crumbs, kernel, arrival, packet);
    const steps: Step[] | undefined = walk.isTold ? [] : undefined;
    if (met >= 0) {
      const devices = crumbs.slice(met).map((crumb) => crumb.kernel.id);
      const ending = loopEnding(kernel, packet, devices);
      if (steps) hops.push(hop(kernel, packet, undefined, [...steps, last(ending)]));
      return finish(intent, kernel, ending, packet, hops);
    }
    crumbs.push({ kernel, arrival, packet });
    if (crumbs.length === 1)
      steps?.push({ kind: 'originate', src: header.src.address, dst: header.dst.address });
    const outcome = takeTurn({ walk, intent, kernel, arrival, steps }, packet);
    if (outcome.kind === 'ended') {
      if (steps) hops.push(hop(kernel, outcome.packet, undefined, [...steps, last(outcome.ending)]));
      return finish(intent, kernel, outcome.ending, outcome.packet, hops);
    }
    packet = outcome.packet;
    if (steps) hops.push(hop(kernel, packet, outcome.by, steps));
    arrival = outcome.to;
    kernel = arrival.kernel;
  }
}

/** Where the same packet came the same way before, or -1. A device is met twice so seldom that looking through them is quickest. */
function indexOfCrumb(crumbs: readonly Crumb[], kernel: Kernel, arrival: Arrival, packet: Packet): number {
  for (let i = 0; i < crumbs.length; i++) {
    const crumb = crumbs[i] as Crumb;
    if (crumb.kernel === kernel && crumb.arrival === arrival && samePacket(crumb.packet, packet)) return i;
  }
  return -1;
}

/**
 * A device's turn; a tunnel's ends take it twice, for the outer and for the inner packet. A node that tunnels to an address
 * of its own wraps and unwraps for ever: the same packet met again in one turn is a loop.
 */
function takeTurn(visit: Visit, packet: Packet): Exclude<Outcome, { kind: 'again' }> {
  const outcome = processHop(visit, packet);
  return outcome.kind === 'again' ? takeFurtherTurns(visit, outcome) : outcome;
}

function takeFurtherTurns(
  visit: Visit,
  first: Extract<Outcome, { kind: 'again' }>,
): Exclude<Outcome, { kind: 'again' }> {
  const { kernel } = visit;
  const met: Crumb[] = [];
  let outcome: Outcome = first;
  while (outcome.kind === 'again') {
    const { arrival, packet }: Crumb | typeof first = outcome;
    if (indexOfCrumb(met, kernel, arrival, packet) >= 0)
      return { kind: 'ended', packet, ending: loopEnding(kernel, packet, [kernel.id]) };
    met.push({ kernel, arrival, packet });
    outcome = processHop({ ...visit, arrival }, packet);
  }
  return outcome;
}

const last = (ending: Ending): Step =>
  ending.disposition === 'delivered' ? { kind: 'deliver', port: ending.port } : { kind: 'drop', ending };

function hop({ id }: Kernel, { inner, tunnel }: Packet, by: Port | undefined, steps: readonly Step[]): Hop {
  const outer = tunnel ? outerHeader(tunnel) : (linkHeader(by) ?? null);
  return { device: id, packet: { src: inner.src.address, dst: inner.dst.address, outer }, steps };
}

/** The outer header that an encapsulating link puts on a packet for its one hop. */
function linkHeader(by: Port | undefined): OuterHeader | undefined {
  if (by?.attachment.kind !== 'link' || !by.attachment.encapsulation) return undefined;
  return { kind: by.attachment.encapsulation, src: by.kernel.id, dst: by.attachment.peer };
}

function finish(
  { leg }: Intent,
  { id }: Kernel,
  ending: Ending,
  { inner }: Packet,
  hops: readonly Hop[],
): Leg {
  return { leg, disposition: ending.disposition, at: id, ending, hops, seenSource: inner.src.address };
}

function loopEnding({ id }: Kernel, { inner }: Packet, devices: readonly string[]): Ending {
  const { src, dst } = inner;
  return { disposition: 'loop', rule: 'W4', device: id, src: src.address, dst: dst.address, devices };
}
