import type { Family } from '../address/address.ts';
import type { Protocol } from '../plan/plan.ts';
import { type Ip, sameIp } from './ip.ts';

/** Where a TCP packet stands in its connection; `ack` stands for everything after the handshake's first two. */
export type TcpKind = 'syn' | 'syn-ack' | 'ack';

/** One IP header with what matters of the header after it. Immutable. */
export interface Header {
  readonly src: Ip;
  readonly dst: Ip;
  readonly protocol: Protocol;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly tcp: TcpKind | undefined;
  /** ICMP: an echo reply, not a request. */
  readonly echoReply: boolean;
  /** Bytes of the IP packet that this header begins. */
  readonly size: number;
  readonly dontFragment: boolean;
}

/** An outer header of an overlay tunnel (E1). */
export interface TunnelHeader {
  readonly kind: string;
  readonly cluster: string;
  readonly src: Ip;
  readonly dst: Ip;
  readonly overhead: number;
  /** The header that this one went around, where a packet was in a tunnel already. */
  readonly around: TunnelHeader | undefined;
}

/** A packet: the inner header, and the tunnel it is in, outermost first. */
export interface Packet {
  readonly inner: Header;
  readonly tunnel: TunnelHeader | undefined;
}

/** The header that devices on the way look at: the outer one while there is one. */
export const activeDestination = (packet: Packet): Ip => packet.tunnel?.dst ?? packet.inner.dst;
export const activeSource = (packet: Packet): Ip => packet.tunnel?.src ?? packet.inner.src;
export const activeFamily = (packet: Packet): Family => activeDestination(packet).family;

/** Bytes on the wire: the inner packet and what its tunnels add. */
export function activeSize({ inner, tunnel }: Packet): number {
  let size = inner.size;
  for (let header = tunnel; header; header = header.around) size += header.overhead;
  return size;
}

/**
 * True for packets that a device cannot tell apart: the breadcrumb of loop detection. Headers between the outermost and
 * the innermost do not count, so a packet that is wrapped again and again comes round too.
 */
export function samePacket(a: Packet, b: Packet): boolean {
  const x = a.inner;
  const y = b.inner;
  return (
    x.srcPort === y.srcPort &&
    x.dstPort === y.dstPort &&
    sameIp(x.dst, y.dst) &&
    sameIp(x.src, y.src) &&
    sameOuter(a.tunnel, b.tunnel)
  );
}

const sameOuter = (a: TunnelHeader | undefined, b: TunnelHeader | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sameIp(a.src, b.src) && sameIp(a.dst, b.dst));
