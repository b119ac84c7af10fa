import { type Address, addressNumber, sameAddress } from '../address/address.ts';
import { contains, mustPrefix } from '../address/prefix.ts';
import type { Device, Interface } from './network.ts';

interface Index {
  readonly byName: ReadonlyMap<string, Interface>;
  readonly own: ReadonlySet<number | bigint>;
}

/** A hub has an interface for each of its thousand links; most devices have two or three, which are faster to look through. */
const FEW = 8;
const indexes = new WeakMap<Device, Index>();

/** The device's interface of that name. */
export function interfaceNamed(device: Device, name: string): Interface | undefined {
  const { interfaces } = device;
  if (interfaces.length > FEW) return indexOf(device).byName.get(name);
  for (const one of interfaces) if (one.name === name) return one;
  return undefined;
}

/** True when one of the device's interfaces has the address. */
export function ownsAddress(device: Device, address: Address): boolean {
  const { interfaces } = device;
  if (interfaces.length > FEW) return indexOf(device).own.has(addressNumber(address));
  for (const { addresses } of interfaces)
    for (const own of addresses) if (sameAddress(own, address)) return true;
  return false;
}

const LOOPBACK = { 4: mustPrefix('127.0.0.0/8'), 6: mustPrefix('::1/128') } as const;
const GROUPS = { 4: mustPrefix('224.0.0.0/4'), 6: mustPrefix('ff00::/8') } as const;
const LIMITED_BROADCAST = 0xffff_ffffn;

/** True for what a device sends to itself without any interface: its addresses, and loopback, which everybody has. */
export const isLocal = (device: Device, address: Address): boolean =>
  ownsAddress(device, address) || contains(LOOPBACK[address.family], address);

/** True for what can be one device's address: not multicast, the limited broadcast or the unspecified address. */
export const isUnicast = (address: Address): boolean =>
  !contains(GROUPS[address.family], address) &&
  address.value !== 0n &&
  !(address.family === 4 && address.value === LIMITED_BROADCAST);

function indexOf(device: Device): Index {
  let index = indexes.get(device);
  if (!index) {
    index = {
      byName: new Map(device.interfaces.map((i) => [i.name, i])),
      own: new Set(device.interfaces.flatMap((i) => i.addresses.map(addressNumber))),
    };
    indexes.set(device, index);
  }
  return index;
}
