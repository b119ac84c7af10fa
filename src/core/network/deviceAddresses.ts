import { formatAddress } from '../address/address.ts';
import type { Device } from './network.ts';

/** The addresses that people know a device by, as texts, each once; without the VIPs that a node holds under ipvs. */
export const deviceAddresses = (device: Device): string[] => [
  ...new Set(
    device.interfaces
      .filter(({ attachment }) => attachment.kind !== 'dummy')
      .flatMap(({ addresses }) => addresses.map(formatAddress)),
  ),
];
