import type { Family } from '../address/address.ts';
import type { CompiledService } from '../network/network.ts';
import { opposite, type Tracked, translateDestination } from './conntrack.ts';
import { type Ip, sameIp } from './ip.ts';
import type { Header } from './packet.ts';
import type { Step } from './trace.ts';
import type { Visit } from './visit.ts';

/** What the prerouting (or output) stage found out about a packet; the later stages decide by it. */
export interface Session {
  readonly tracked: Tracked | undefined;
  /** A new packet for a service that has no pod (S11). */
  readonly withoutPods: CompiledService | undefined;
}

export const UNTRACKED: Session = { tracked: undefined, withoutPods: undefined };

/** Tracks the packet where something on the device depends on it, and applies DNAT to the first of a service connection (S). */
export function openSession(visit: Visit, header: Header): Session {
  const { walk, kernel, arrival, steps } = visit;
  if (!kernel.tracks) return UNTRACKED;
  const { proxy } = kernel;
  const tracked = walk.tracking.of(kernel).track(header);
  const unserved = { tracked, withoutPods: undefined };
  if (!proxy || tracked.state === 'invalid' || !tracked.fresh || !proxy.looksAt(arrival)) return unserved;
  const match = proxy.match(header);
  if (!match?.portMatches) return unserved;
  const { service } = match;
  const target = podTarget(visit, service, header.dst.family);
  if (!target) return { tracked, withoutPods: service };
  const port = service.targetPort ?? header.dstPort;
  translateDestination(tracked.connection, target, port);
  tracked.connection.service = service.id;
  steps?.push({
    kind: 'dnat',
    service: service.id,
    from: header.dst.address,
    to: target.address,
    toPort: port,
    rule: proxy.rule,
  });
  return unserved;
}

/** S10: the pod that this path goes to, of those that have an address of the family. */
function podTarget({ walk }: Visit, service: CompiledService, family: Family): Ip | undefined {
  const ipIn = (id: string): Ip | undefined => walk.ground.kernel(id)?.ip(family);
  const chosen = walk.choosePod(service.id, service.pods, (id) => ipIn(id) !== undefined);
  return chosen === undefined ? undefined : ipIn(chosen);
}

/** Prerouting's half of a translation: the destination. */
export function prerouted(visit: Visit, header: Header, tracked: Tracked): Header {
  if (tracked.state === 'invalid') return header;
  const { connection, direction } = tracked;
  const { src, srcPort } = opposite(connection, direction);
  if (sameIp(src, header.dst) && srcPort === header.dstPort) return header;
  if (!tracked.fresh) tellTranslation(visit, 'dst', header.dst, src, direction);
  return { ...header, dst: src, dstPort: srcPort };
}

/** Postrouting's half, of a packet whose connection the rules have seen: the source. */
export function sourceBack(visit: Visit, header: Header, tracked: Tracked): Header {
  if (tracked.state === 'invalid') return header;
  const { connection, direction } = tracked;
  const { dst, dstPort } = opposite(connection, direction);
  if (sameIp(dst, header.src) && dstPort === header.srcPort) return header;
  tellTranslation(visit, 'src', header.src, dst, direction);
  return { ...header, src: dst, srcPort: dstPort };
}

function tellTranslation(
  { steps }: Visit,
  field: 'src' | 'dst',
  from: Ip,
  to: Ip,
  direction: 'original' | 'reply',
): void {
  const again: Pick<Extract<Step, { kind: 'un-nat' }>, 'again'> = direction === 'original'
    ? { again: true }
    : {};
  steps?.push({ kind: 'un-nat', field, from: from.address, to: to.address, ...again });
}
