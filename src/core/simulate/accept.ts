import type { Tracked } from './conntrack.ts';
import { sameIp } from './ip.ts';
import type { Header } from './packet.ts';
import type { Disposition, Ending } from './trace.ts';
import type { Visit } from './visit.ts';

/** What a device makes of a packet for one of its own addresses: the right one? does anything listen? (W4) */
export function accept(visit: Visit, header: Header, tracked: Tracked | undefined): Ending {
  const { kernel, intent } = visit;
  const isCall = intent.leg === 'request' || intent.leg === 'follow-up';
  const { proxy } = kernel;
  if (proxy?.hasLocalVips && proxy.isVip(header.dst)) {
    const cluster = proxy.cluster.id;
    if (!isCall && kernel.id !== intent.receiver)
      return ending(visit, header, 'captured', 'S3', { cluster, detail: 'vip-is-local' });
    if (tracked?.state === 'new' && header.protocol !== 'icmp')
      return ending(visit, header, 'refused', 'S3', { cluster, detail: 'vip-port' });
  }
  if (intent.receiver !== undefined && intent.receiver !== kernel.id)
    return ending(visit, header, 'misdelivered', 'W4', { devices: [intent.receiver] });
  return isCall ? acceptCall(visit, header) : acceptReply(visit, header);
}

function acceptCall(visit: Visit, header: Header): Ending {
  const { listens } = visit.kernel;
  const { expectedSource } = visit.intent;
  if (header.protocol !== 'icmp' && listens !== 'all' && !listens.includes(header.dstPort))
    return ending(visit, header, 'refused', 'W4', { detail: 'no-listener' });
  if (expectedSource && !sameIp(expectedSource, header.src))
    return ending(visit, header, 'refused', 'W1', {
      detail: 'unknown-connection',
      expected: expectedSource.address,
    });
  return ending(visit, header, 'delivered', 'W4');
}

function acceptReply(visit: Visit, header: Header): Ending {
  const { expectedSource } = visit.intent;
  return expectedSource && !sameIp(expectedSource, header.src)
    ? ending(visit, header, 'reply-mismatch', 'M3', { expected: expectedSource.address })
    : ending(visit, header, 'delivered', 'W4');
}

function ending(
  { kernel }: Visit,
  { src, dst, dstPort, protocol }: Header,
  disposition: Disposition,
  rule: string,
  more?: Partial<Ending>,
): Ending {
  const port = protocol === 'icmp' ? undefined : dstPort;
  return { disposition, rule, device: kernel.id, src: src.address, dst: dst.address, port, ...more };
}
