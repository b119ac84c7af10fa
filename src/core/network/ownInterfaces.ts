import { type Address, addressKey, sameAddress } from '../address/address.ts';
import type { Device, Interface } from './network.ts';

interface Index {
  readonly byName: ReadonlyMap<string, Interface>;
  readonly own: ReadonlySet<string>;
}

/** A hub has an interface for each of its thousand links; most devices have two or three, which are faster to look through. */
const FEW = 8;
const indexes = new WeakMap<Device, Index>();

/** The device's interface of that name. */
export const interfaceNamed = (device: Device, name: string): Interface | undefined =>
  device.interfaces.length <= FEW
    ? device.interfaces.find((i) => i.name === name)
    : indexOf(device).byName.get(name);

/** True when one of the device's interfaces has the address. */
export const ownsAddress = (device: Device, address: Address): boolean =>
  device.interfaces.length <= FEW
    ? device.interfaces.some((i) => i.addresses.some((own) => sameAddress(own, address)))
    : indexOf(device).own.has(addressKey(address));

function indexOf(device: Device): Index {
  let index = indexes.get(device);
  if (!index) {
    index = {
      byName: new Map(device.interfaces.map((i) => [i.name, i])),
      own: new Set(device.interfaces.flatMap((i) => i.addresses.map(addressKey))),
    };
    indexes.set(device, index);
  }
  return index;
}
