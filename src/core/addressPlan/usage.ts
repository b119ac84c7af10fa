import type { Address } from '../address/address.ts';
import { contains, covers, type Prefix, prefixSize, usableRange } from '../address/prefix.ts';
import type { Device, Network } from '../network/network.ts';
import { takenOf } from './sections.ts';

/** How much of a range is used, and of how much. */
export interface Usage {
  readonly used: bigint;
  readonly room: bigint;
  /** What is counted: addresses that devices have, prefixes that nodes were dealt, or nothing. */
  readonly unit: 'addresses' | 'node prefixes';
}

/** Counts what of the plan's ranges is used. Everything is gathered once, then asked range by range. */
export interface UsageOf {
  /** Addresses that devices have on a segment. */
  segment(id: string, prefix: Prefix): Usage;
  /** Of a pod range: the addresses of node prefixes dealt from it; of a native cluster's: the pods in it. */
  pods(cluster: string, prefix: Prefix): Usage;
  /** Of a service range: VIPs, and the two that are taken by convention (A6). */
  services(cluster: string, prefix: Prefix): Usage;
  /** Of a transfer network: the ends of its link, as many as have room. */
  transfer(prefix: Prefix): Usage;
}

/** The API server (base + 1) and DNS (base + 10) count as allocated (A6). */
const BY_CONVENTION = 2n;

export function usageOf(network: Network): UsageOf {
  const onSegment = addressesBySegment(network);
  const nodePrefixes = new Map<string, Prefix[]>();
  const podAddresses = new Map<string, Address[]>();
  for (const device of network.devices.values()) {
    if (device.node) into(nodePrefixes, device.node.cluster, device.node.podPrefixes);
    if (device.pod) into(podAddresses, device.pod.cluster, addressesOf(device));
  }
  const room = (prefix: Prefix): bigint => {
    const { first, last } = usableRange(prefix);
    return last - first + 1n;
  };
  const count = (prefix: Prefix, addresses: Iterable<Address>): bigint => {
    const values = new Set<bigint>();
    for (const address of addresses) if (contains(prefix, address)) values.add(address.value);
    return BigInt(values.size);
  };
  return {
    segment: (id, prefix) => ({
      used: count(prefix, onSegment.get(id) ?? []),
      room: room(prefix),
      unit: 'addresses',
    }),
    pods(cluster, prefix) {
      if (network.clusters.get(cluster)?.mode === 'native')
        return {
          used: count(prefix, podAddresses.get(cluster) ?? []),
          room: room(prefix),
          unit: 'addresses',
        };
      const dealt = (nodePrefixes.get(cluster) ?? []).filter((part) => covers(prefix, part));
      return {
        used: takenOf(prefix, dealt),
        room: prefixSize(prefix),
        unit: 'node prefixes',
      };
    },
    services(cluster, prefix) {
      const vips = network.clusters.get(cluster)?.services.flatMap((service) => service.addresses) ?? [];
      const used = count(prefix, vips) + BY_CONVENTION;
      return { used: used < room(prefix) ? used : room(prefix), room: room(prefix), unit: 'addresses' };
    },
    transfer: (prefix) => ({
      used: room(prefix) < 2n ? room(prefix) : 2n,
      room: room(prefix),
      unit: 'addresses',
    }),
  };
}

/** Who has an address on a segment, by its id: attached devices, and native pods by the segment of their node (A5). */
function addressesBySegment(network: Network): Map<string, Address[]> {
  const found = new Map<string, Address[]>();
  for (const device of network.devices.values()) {
    for (const { attachment, addresses } of device.interfaces)
      if (attachment.kind === 'segment') into(found, attachment.segment, addresses);
    const cluster = device.pod && network.clusters.get(device.pod.cluster);
    if (!device.pod || cluster?.mode !== 'native') continue;
    for (const { attachment } of network.devices.get(device.pod.node)?.interfaces ?? [])
      if (attachment.kind === 'segment') into(found, attachment.segment, addressesOf(device));
  }
  return found;
}

const addressesOf = (device: Device): Address[] => device.interfaces.flatMap(({ addresses }) => addresses);

function into<T>(map: Map<string, T[]>, key: string, values: readonly T[]): void {
  const known = map.get(key);
  if (known) known.push(...values);
  else map.set(key, [...values]);
}
