import { formatAddress } from '../address/address.ts';
import { TUNNEL_INTERFACE } from '../network/interfaces.ts';
import { encapsulationOverhead } from '../network/mtu.ts';
import type { Attachment } from '../network/network.ts';
import type { Ip } from './ip.ts';
import type { Packet, TunnelHeader } from './packet.ts';
import { egressIp } from './sourceAddress.ts';
import type { OuterHeader } from './trace.ts';
import { endLeg, type Outcome, type Visit } from './visit.ts';

/** E1: wraps the packet and sends the outer one as the node's own. */
export function encapsulate(
  visit: Visit,
  packet: Packet,
  dst: Ip,
  { cluster, encapsulation }: Extract<Attachment, { kind: 'tunnel' }>,
): Outcome {
  const { kernel, steps, arrival } = visit;
  // The way to the other node leads into the tunnel itself: the kernel drops such a circular route.
  if (packet.tunnel && !arrival) return endLeg(visit, packet, 'loop', 'E1', { devices: [kernel.id] });
  const segment = kernel.device.interfaces.find(
    (i) => i.attachment.kind === 'segment' && i.addresses.some((a) => a.family === dst.family),
  );
  const src = segment && egressIp(kernel.port(segment.name), dst);
  if (!src) return endLeg(visit, packet, 'no-route', 'E1', { detail: 'outer' });
  const overhead = encapsulationOverhead(encapsulation, dst.family);
  const tunnel = { kind: encapsulation, cluster, src, dst, overhead, around: packet.tunnel };
  steps?.push({ kind: 'encapsulate', header: outerHeader(tunnel), overhead });
  return { kind: 'again', packet: { inner: packet.inner, tunnel }, arrival: undefined };
}

/** E1: unwraps what came through a tunnel of the node's own cluster; the inner packet comes in from the tunnel. */
export function decapsulate(visit: Visit, { inner }: Packet, tunnel: TunnelHeader): Outcome {
  const { kernel, steps } = visit;
  steps?.push({ kind: 'decapsulate', header: outerHeader(tunnel) });
  return {
    kind: 'again',
    packet: { inner, tunnel: tunnel.around },
    arrival: kernel.port(TUNNEL_INTERFACE),
  };
}

/** A tunnel's header as it is told. */
export const outerHeader = ({ kind, src, dst }: TunnelHeader): OuterHeader => ({
  kind,
  src: formatAddress(src.address),
  dst: formatAddress(dst.address),
});
