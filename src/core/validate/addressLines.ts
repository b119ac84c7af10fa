import { type Address, addressBits, compareAddresses, type Family } from '../address/address.ts';
import { lastAddress, type Prefix } from '../address/prefix.ts';
import type { Device } from '../network/network.ts';
import type { RuleContext } from './context.ts';

/** Addresses that every table and range treats alike. */
export interface Slice {
  readonly first: Address;
  readonly last: Address;
}

export interface Holder {
  readonly address: Address;
  readonly device: Device;
}

/** How many holders of one slice are looked at. */
const MOST_HOLDERS = 4;

/** All addresses of a family, cut at every edge of a route or range: each slice is forwarded as one. */
export class AddressLine {
  readonly #family: Family;
  readonly #edges: readonly bigint[];
  readonly #holders: readonly Holder[];

  constructor(family: Family, prefixes: Iterable<Prefix>, holders: readonly Holder[]) {
    this.#family = family;
    const edges = new Set<bigint>([0n]);
    for (const prefix of prefixes) {
      if (prefix.family !== family) continue;
      edges.add(prefix.value);
      edges.add(lastAddress(prefix).value + 1n);
    }
    this.#edges = [...edges].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    this.#holders = holders
      .filter(({ address }) => address.family === family)
      .sort((a, b) => compareAddresses(a.address, b.address));
  }

  *slices(): Generator<Slice> {
    const family = this.#family;
    const end = 1n << BigInt(addressBits(family));
    for (const [i, value] of this.#edges.entries()) {
      if (value >= end) return;
      yield { first: { family, value }, last: { family, value: (this.#edges[i + 1] ?? end) - 1n } };
    }
  }

  /** A few of the devices with an address in the slice. */
  holdersIn({ first, last }: Slice, wanted: (device: Device) => boolean): Holder[] {
    const found: Holder[] = [];
    const start = lowerBound(this.#holders, ({ address }) => address.value < first.value);
    for (let i = start; i < this.#holders.length && found.length < MOST_HOLDERS; i++) {
      const holder = this.#holders[i];
      if (!holder || holder.address.value > last.value) break;
      if (wanted(holder.device)) found.push(holder);
    }
    return found;
  }
}

/** The lines of both families for a plan. */
export function addressLines({ network, ranges }: RuleContext): Readonly<Record<Family, AddressLine>> {
  const prefixes: Prefix[] = ranges.map((range) => range.prefix);
  const holders: Holder[] = [];
  for (const device of network.devices.values()) {
    if (device.kind === 'router') for (const route of device.routes) prefixes.push(route.prefix);
    prefixes.push(...(device.node?.podPrefixes ?? []));
    for (const { attachment, addresses } of device.interfaces)
      if (attachment.kind !== 'dummy' && attachment.kind !== 'tunnel')
        for (const address of addresses) holders.push({ address, device });
  }
  return { 4: new AddressLine(4, prefixes, holders), 6: new AddressLine(6, prefixes, holders) };
}

/** The first index that is not `before` any more. */
function lowerBound<T>(sorted: readonly T[], before: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && before(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
