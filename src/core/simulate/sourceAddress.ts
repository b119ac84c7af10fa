import { type Address, type Family, mustAddress } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import { bestRoute } from '../network/fib.ts';
import type { Device, Interface } from '../network/network.ts';
import { interfaceNamed, isLocal, ownsAddress } from '../network/ownInterfaces.ts';

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
export function egressAddress(device: Device, interfaceName: string, nextHop: Address): Address | undefined {
  const out = interfaceNamed(device, interfaceName);
  const own = out?.addresses.filter((a) => a.family === nextHop.family) ?? [];
  const home =
    out?.attachment.kind === 'pods' && device.node?.podPrefixes.find((prefix) => contains(prefix, nextHop));
  const end = home ? own.find((address) => contains(home, address)) : undefined;
  return end ?? own[0] ?? addressOf(device, nextHop.family);
}

const LOOPBACK_SOURCE = { 4: mustAddress('127.0.0.1'), 6: mustAddress('::1') } as const;

/** A10, for the sender: the address of the interface that it leaves by. */
export function senderAddress(from: Device, to: Address): Address | undefined {
  if (ownsAddress(from, to)) return to;
  // Loopback calls come from 127.0.0.1 or ::1, whichever loopback address they go to.
  if (isLocal(from, to)) return LOOPBACK_SOURCE[to.family];
  const route = bestRoute(from, to);
  const out = route && 'interface' in route.action ? route.action.interface : undefined;
  return out === undefined ? addressOf(from, to.family) : egressAddress(from, out, to);
}
