import type { Exit } from './exits.ts';
import { capturedByVip, deadEnd, filter } from './filters.ts';
import { localInput } from './localInput.ts';
import { activeDestination, type Packet } from './packet.ts';
import { reversePathIPv6, sourceCheckIPv4 } from './reversePath.ts';
import { noRouteForSender } from './sender.ts';
import { openSession, prerouted, type Session, UNTRACKED } from './session.ts';
import { postrouted } from './translateSource.ts';
import { transmit } from './transmit.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/**
 * One device's turn, in the kernel's order: receive → reverse path → session → translate → mine? → lookup → filter →
 * translate the source → transmit. A tunnel's end starts the turn again with the inner packet.
 */
export function processHop(visit: Visit, packet: Packet): Outcome {
  const { arrival, steps } = visit;
  if (arrival) steps?.push({ kind: 'receive', interface: arrival.name });
  const early = arrival ? reversePathIPv6(visit, packet) : noRouteForSender(visit, packet);
  if (early) return early;
  if (packet.tunnel) return routed(visit, packet, UNTRACKED);
  const session = openSession(visit, packet.inner);
  const inner = session.tracked ? prerouted(visit, packet.inner, session.tracked) : packet.inner;
  return routed(visit, inner === packet.inner ? packet : { inner, tunnel: undefined }, session);
}

/** Mine, or whose? */
function routed(visit: Visit, packet: Packet, session: Session): Outcome {
  const { kernel, arrival, steps } = visit;
  const { tracked, withoutPods } = session;
  const destination = activeDestination(packet);
  if (arrival ? kernel.owns(destination) : kernel.isLocal(destination)) {
    // What a node sends itself passes the output filter too; what comes to it from elsewhere is not forwarded, so not judged (S2).
    const rejected = arrival ? undefined : filter(visit, packet, tracked);
    return rejected ?? localInput(visit, packet, session);
  }
  if (arrival && !kernel.forwards)
    return endLeg(visit, packet, 'no-route', 'W4', { detail: 'not-forwarding' });
  const captured = capturedByVip(visit, packet, tracked);
  if (captured) return captured;
  const exit = kernel.exit(destination);
  if (!exit) return endLeg(visit, packet, 'no-route', 'R', arrival ? {} : { detail: 'sender' });
  if (withoutPods)
    return endLeg(visit, packet, 'refused', 'S11', { service: withoutPods.id, detail: 'no-pods' });
  if (steps) steps.push({ kind: 'route', ...exit.match(destination) });
  const martian = arrival && sourceCheckIPv4(visit, packet);
  return martian ?? forwarded(visit, packet, session, exit);
}

/** The route is chosen: what may still stop the packet, and what it becomes as it leaves. */
function forwarded(visit: Visit, packet: Packet, { tracked }: Session, exit: Exit): Outcome {
  const { port } = exit;
  if (!port) return deadEnd(visit, packet, exit);
  const filtered = filter(visit, packet, tracked);
  if (filtered) return filtered;
  if (!tracked || packet.tunnel) return transmit(visit, packet, exit, port);
  const inner = postrouted(visit, packet.inner, tracked, port);
  return transmit(visit, inner === packet.inner ? packet : { inner, tunnel: undefined }, exit, port);
}
