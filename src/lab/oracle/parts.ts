import { type Address, addressBits, type Family, type Prefix } from '#core';
import { FAMILIES, type KernelRoute, type LabInterface, type NetAddress, type Segment } from './model.ts';

/** E2, bytes over an IPv4 and an IPv6 outer path. */
export const OVERHEAD = {
  vxlan: [50, 70],
  geneve: [50, 70],
  gre: [24, 44],
  ipip: [20, 40],
  wireguard: [60, 80],
  ipsec: [77, 97],
} as const;

export const ANY: Record<Family, Prefix> = {
  4: { family: 4, value: 0n, length: 0 },
  6: { family: 6, value: 0n, length: 0 },
};

export type Maker = (
  parts: Pick<LabInterface, 'name' | 'mtu' | 'cable'> & { addresses?: NetAddress[]; proxied?: Address[] },
) => LabInterface;

export function interfaceMaker(): Maker {
  let count = 0;
  return ({ name, mtu, cable, addresses = [], proxied = [] }) => {
    count += 1;
    const hex = count.toString(16).padStart(4, '0');
    return { name, mtu, cable, addresses, proxied, mac: `02:00:00:00:${hex.slice(0, 2)}:${hex.slice(2)}` };
  };
}

export const onSegment = (
  maker: Maker,
  segment: Segment,
  addresses: readonly Address[],
  proxied: Address[] = [],
) =>
  maker({
    name: segment.wire,
    mtu: segment.mtu,
    cable: { bridge: segment.wire },
    addresses: addresses.map((address) => ({ address, length: segment.prefix.length })),
    proxied,
  });

export const plain = (
  prefix: Prefix,
  metric: KernelRoute['metric'],
  action: KernelRoute['action'],
): KernelRoute => ({
  prefix,
  metric,
  path: [],
  link: '',
  action,
});

export const host32 = (address: Address): Prefix => ({ ...address, length: addressBits(address.family) });

export function segmentRoutes(homes: readonly Segment[]): KernelRoute[] {
  const routes = homes.map((s) => plain(s.prefix, 'connected', { kind: 'onlink', dev: s.wire }));
  for (const family of FAMILIES) {
    const home = homes.find((s) => s.prefix.family === family && s.gateway);
    if (home?.gateway)
      routes.push(plain(ANY[family], 'static', { kind: 'via', dev: home.wire, gateway: home.gateway }));
  }
  return routes;
}
