import type { Device, Interface } from './network.ts';

/** A hub has an interface for each of its thousand links; most devices have two or three, which are faster to look through. */
const FEW = 8;
const indexes = new WeakMap<Device, ReadonlyMap<string, Interface>>();

/** The device's interface of that name. */
export function interfaceNamed(device: Device, name: string): Interface | undefined {
  const { interfaces } = device;
  if (interfaces.length > FEW) return indexOf(device).get(name);
  for (const one of interfaces) if (one.name === name) return one;
  return undefined;
}

function indexOf(device: Device): ReadonlyMap<string, Interface> {
  let index = indexes.get(device);
  if (!index) {
    index = new Map(device.interfaces.map((i) => [i.name, i]));
    indexes.set(device, index);
  }
  return index;
}
