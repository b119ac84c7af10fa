import { sameAddress } from '../address/address.ts';
import type { CompiledCluster } from '../network/network.ts';
import type { Tracked } from './conntrack.ts';
import type { Header } from './packet.ts';
import { isVip } from './serviceProxy.ts';
import type { Disposition, Ending } from './trace.ts';
import type { Visit } from './visit.ts';

/** What a device makes of a packet for one of its own addresses: the right one? does anything listen? (W4) */
export function accept(
  visit: Visit,
  header: Header,
  cluster: CompiledCluster | undefined,
  tracked: Tracked | undefined,
): Ending {
  const { device, intent } = visit;
  const end = (disposition: Disposition, rule: string, more: Partial<Ending> = {}): Ending => ({
    disposition,
    rule,
    device: device.id,
    src: header.src,
    dst: header.dst,
    port: header.protocol === 'icmp' ? undefined : header.dstPort,
    ...more,
  });
  // S3, S7: only under ipvs is a VIP the node's own; elsewhere a node that has the address is called as any other.
  const localVips = cluster?.serviceProxy === 'ipvs' || cluster?.serviceProxy === 'any';
  const atVip = cluster !== undefined && localVips && isVip(cluster, header.dst);
  if (atVip && (intent.leg === 'reply' || intent.leg === 'answer') && device.id !== intent.receiver)
    return end('captured', 'S3', { cluster: cluster.id, detail: 'vip-is-local' });
  if (atVip && tracked?.state === 'new' && header.protocol !== 'icmp')
    return end('refused', 'S3', { cluster: cluster.id, detail: 'vip-port' });
  if (intent.receiver !== undefined && intent.receiver !== device.id)
    return end('misdelivered', 'W4', { devices: [intent.receiver] });
  return intent.leg === 'request' || intent.leg === 'follow-up'
    ? acceptCall(visit, header, end)
    : acceptReply(visit, header, end);
}

type End = (disposition: Disposition, rule: string, more?: Partial<Ending>) => Ending;

function acceptCall({ device, intent }: Visit, header: Header, end: End): Ending {
  const listens =
    header.protocol === 'icmp' || device.listens === 'all' || device.listens.includes(header.dstPort);
  if (!listens) return end('refused', 'W4', { detail: 'no-listener' });
  if (intent.expectedSource && !sameAddress(intent.expectedSource, header.src))
    return end('refused', 'W1', { detail: 'unknown-connection', expected: intent.expectedSource });
  return end('delivered', 'W4');
}

function acceptReply({ intent }: Visit, header: Header, end: End): Ending {
  return intent.expectedSource && !sameAddress(intent.expectedSource, header.src)
    ? end('reply-mismatch', 'M3', { expected: intent.expectedSource })
    : end('delivered', 'W4');
}
