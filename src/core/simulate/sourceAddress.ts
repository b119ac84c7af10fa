import type { Address, Family } from '../address/address.ts';
import type { Device } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';

/**
 * The address that callers use for a device (A9): a pod's own, a node's on its segment, a host's, a router's on its first
 * segment, else on its first transfer network.
 */
export function addressOf(device: Device, family: Family): Address | undefined {
  const ofKind = (kinds: readonly string[]): Address | undefined => {
    for (const { attachment, addresses } of device.interfaces) {
      const found = kinds.includes(attachment.kind) ? addresses.find((a) => a.family === family) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return device.kind === 'pod'
    ? ofKind(['pods'])
    : (ofKind(['segment']) ?? ofKind(['link', 'pods', 'tunnel']));
}

/** A10: the source of what a device sends itself by that interface; an interface without an address lends another's. */
export function egressAddress(device: Device, interfaceName: string, family: Family): Address | undefined {
  const own = interfaceNamed(device, interfaceName)?.addresses.find((a) => a.family === family);
  return own ?? addressOf(device, family);
}
