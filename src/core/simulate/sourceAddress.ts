import { type Address, type Family, mustAddress } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import type { Device, Interface } from '../network/network.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';
import type { Port } from './port.ts';

/**
 * The address that callers use for a device (A9): a pod's own, a node's on its segment, a host's, a router's on its first
 * segment, else on its first transfer network.
 */
export function addressOf(device: Device, family: Family): Address | undefined {
  if (device.kind === 'pod') return firstAddress(device, family, isPodSide);
  return firstAddress(device, family, isSegment) ?? firstAddress(device, family, isOther);
}

type Kind = Interface['attachment']['kind'];
const isPodSide = (kind: Kind): boolean => kind === 'pods';
const isSegment = (kind: Kind): boolean => kind === 'segment';
const isOther = (kind: Kind): boolean => kind === 'link' || kind === 'pods' || kind === 'tunnel';

function firstAddress(device: Device, family: Family, isMeant: (kind: Kind) => boolean): Address | undefined {
  for (const { attachment, addresses } of device.interfaces) {
    if (!isMeant(attachment.kind)) continue;
    for (const address of addresses) if (address.family === family) return address;
  }
  return undefined;
}

/**
 * A10: the source of what a device sends itself by that interface towards a next hop. Of a node's ends of its pod prefixes
 * it is the one whose prefix holds the pod; an interface without an address lends another's.
 */
export function egressIp(out: Port, nextHop: Ip): Ip | undefined {
  const { kernel, kind } = out;
  const isNode = kind === 'pods' && kernel.forwards;
  const home = isNode && kernel.device.node?.podPrefixes.find((prefix) => contains(prefix, nextHop.address));
  const end = home ? out.ips.find(({ address }) => contains(home, address)) : undefined;
  return end ?? out.ip(nextHop.family) ?? kernel.ip(nextHop.family);
}

const LOOPBACK_SOURCE = { 4: ipOf(mustAddress('127.0.0.1')), 6: ipOf(mustAddress('::1')) } as const;

/** A10, for the sender: the address of the interface that it leaves by. */
export function senderIp(from: Kernel, to: Ip): Ip | undefined {
  if (from.owns(to)) return to;
  // Loopback calls come from 127.0.0.1 or ::1, whichever loopback address they go to.
  if (from.isLocal(to)) return LOOPBACK_SOURCE[to.family];
  const out = from.exit(to)?.port;
  return out ? egressIp(out, to) : from.ip(to.family);
}
