import { isUnicast } from './ip.ts';
import type { Packet } from './packet.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** A sender asks for a route before anything else; what its own proxy translates has one by S5 and S6. */
export function noRouteForSender(visit: Visit, packet: Packet): Outcome | undefined {
  const { kernel } = visit;
  const { inner } = packet;
  if (!isUnicast(inner.dst) && !kernel.isLocal(inner.dst))
    return endLeg(visit, packet, 'no-route', 'W4', { detail: 'not-unicast' });
  if (kernel.exit(inner.dst) || kernel.isLocal(inner.dst)) return undefined;
  if (kernel.proxy?.match(inner)) return endLeg(visit, packet, 'no-route', 'S11', { detail: 'sender' });
  const { kind, routes } = kernel.device;
  return kind === 'router' || routes.some((route) => route.prefix.length === 0)
    ? endLeg(visit, packet, 'no-route', 'R', { detail: 'sender' })
    : endLeg(visit, packet, 'unreachable', 'W4', { detail: 'not-connected' });
}
