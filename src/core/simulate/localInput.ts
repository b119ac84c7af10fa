import { accept } from './accept.ts';
import type { Packet } from './packet.ts';
import { sourceCheckIPv4 } from './reversePath.ts';
import { type Session, sourceBack } from './session.ts';
import { decapsulate } from './tunnel.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** The packet is for the device itself: a tunnel's end unwraps it (E1), else it is delivered or refused. */
export function localInput(visit: Visit, packet: Packet, { tracked, withoutPods }: Session): Outcome {
  if (withoutPods)
    return endLeg(visit, packet, 'refused', 'S11', { service: withoutPods.id, detail: 'no-pods' });
  const martian = sourceCheckIPv4(visit, packet);
  if (martian) return martian;
  const { tunnel } = packet;
  if (tunnel)
    return visit.kernel.device.node?.cluster === tunnel.cluster
      ? decapsulate(visit, packet, tunnel)
      : endLeg(visit, packet, 'misdelivered', 'E1', { detail: 'tunnel' });
  const inner = tracked ? sourceBack(visit, packet.inner, tracked) : packet.inner;
  return { kind: 'ended', packet: { inner, tunnel }, ending: accept(visit, inner, tracked) };
}
