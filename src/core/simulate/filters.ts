import type { Tracked } from './conntrack.ts';
import type { Exit } from './exits.ts';
import { activeDestination, type Packet } from './packet.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** S6 (S7): under `ipvs` an allocated VIP is an address of the node, so a reply to it would end here. */
export function capturedByVip(
  visit: Visit,
  packet: Packet,
  tracked: Tracked | undefined,
): Outcome | undefined {
  const { proxy } = visit.kernel;
  if (!proxy || !tracked || tracked.state === 'new' || proxy.kind !== 'any') return undefined;
  return proxy.isVip(packet.inner.dst)
    ? endLeg(visit, packet, 'captured', 'S6', { cluster: proxy.cluster.id, detail: 'vip-is-local' })
    : undefined;
}

/** A route that leads nowhere inside the plan. */
export function deadEnd(visit: Visit, packet: Packet, { route }: Exit): Outcome {
  const { action, prefix } = route;
  if (action.kind === 'blackhole') return endLeg(visit, packet, 'blackholed', 'R3', { prefix });
  if (action.kind === 'internet') return endLeg(visit, packet, 'exits-plan', 'R3', { prefix });
  if (action.kind !== 'service-range') throw new Error(`route to ${route.because} leads nowhere`);
  return endLeg(visit, packet, 'captured', route.because.slice(0, 2), {
    prefix,
    cluster: action.cluster,
    detail: 'range-route',
  });
}

/** Forward and output filters: INVALID (S8, forwarded only), and what nftables rejects or drops of new packets into the range (S2, S6). */
export function filter(visit: Visit, packet: Packet, tracked: Tracked | undefined): Outcome | undefined {
  const { kernel, arrival } = visit;
  if (tracked?.state === 'invalid')
    return arrival && kernel.device.dropsInvalid ? endLeg(visit, packet, 'invalid-dropped', 'S8') : undefined;
  const { proxy } = kernel;
  if (!proxy || (tracked && tracked.state !== 'new')) return undefined;
  const destination = activeDestination(packet);
  const prefix = proxy.serviceRange(destination);
  const isVip = proxy.isVip(destination);
  // A VIP may lie outside the range: it is a service address all the same.
  if (!prefix && !isVip) return undefined;
  const where = { cluster: proxy.cluster.id, ...(prefix ? { prefix } : {}) };
  const detail = tracked?.connection.service !== undefined ? 'after-dnat' : prefix ? 'new' : 'vip';
  if (proxy.kind === 'any') return endLeg(visit, packet, 'captured', 'S6', { ...where, detail });
  if (proxy.kind !== 'nftables') return undefined;
  return isVip
    ? endLeg(visit, packet, 'refused', 'S2', { ...where, detail: 'rejected' })
    : endLeg(visit, packet, 'captured', 'S2', { ...where, detail });
}
