import { type Address, addressNumber, type Family } from '../address/address.ts';
import type { Device, Network } from '../network/network.ts';
import type { NetworkChange } from '../network/networkChange.ts';

export interface Holder {
  readonly address: Address;
  readonly device: Device;
}

interface Entry extends Holder {
  readonly key: number | bigint;
}

/** Edits of more devices than this are written into a new book. */
const MOST_EDITS = 500;

/**
 * Who has which address: every device's own, in the order of the addresses, without VIPs and tunnels' ends. After an edit only those
 * of the devices that it reached are looked up and written anew.
 */
export class AddressBook {
  readonly #entries: Readonly<Record<Family, Entry[]>>;

  constructor(network: Network) {
    const all = [...network.devices.values()].flatMap(entriesOf);
    const of = (family: Family): Entry[] =>
      all.filter((e) => e.address.family === family).sort(compareEntries);
    this.#entries = { 4: of(4), 6: of(6) };
  }

  /** This book after an edit; the old one is not to be asked any more. */
  after({ before, after, devices }: NetworkChange): AddressBook {
    if (devices.size > MOST_EDITS) return new AddressBook(after);
    for (const id of devices.keys())
      for (const entry of entriesOf(before.devices.get(id))) this.#strike(entry);
    for (const id of devices.keys()) for (const entry of entriesOf(after.devices.get(id))) this.#enter(entry);
    return this;
  }

  /** Those with an address from the first to the last, as many as are wanted, in the order of the addresses. */
  holdersIn(
    first: Address,
    last: Address,
    most: number,
    isWanted: (device: Device) => boolean = () => true,
  ): Holder[] {
    const entries = this.#entries[first.family];
    const end = addressNumber(last);
    const found: Holder[] = [];
    for (let i = placeOf(entries, addressNumber(first), ''); i < entries.length && found.length < most; i++) {
      const entry = entries[i] as Entry;
      if (entry.key > end) break;
      if (isWanted(entry.device)) found.push(entry);
    }
    return found;
  }

  /** Ids of the devices that have an address which another, or they themselves, have too. */
  sharers(): Set<string> {
    const sharers = new Set<string>();
    for (const entries of [this.#entries[4], this.#entries[6]])
      for (let i = 1; i < entries.length; i++) {
        const [a, b] = [entries[i - 1] as Entry, entries[i] as Entry];
        if (a.key === b.key) sharers.add(a.device.id).add(b.device.id);
      }
    return sharers;
  }

  #enter(entry: Entry): void {
    const entries = this.#entries[entry.address.family];
    entries.splice(placeOf(entries, entry.key, entry.device.id), 0, entry);
  }

  #strike(entry: Entry): void {
    const entries = this.#entries[entry.address.family];
    const place = placeOf(entries, entry.key, entry.device.id);
    if (entries[place]?.key !== entry.key || entries[place]?.device.id !== entry.device.id)
      throw new Error(`${entry.device.id} is not in the book`);
    entries.splice(place, 1);
  }
}

const entriesOf = (device: Device | undefined): Entry[] =>
  device?.interfaces.flatMap(({ attachment: { kind }, addresses }) =>
    kind === 'dummy' || kind === 'tunnel'
      ? []
      : addresses.map((address) => ({ address, device, key: addressNumber(address) })),
  ) ?? [];

const compareEntries = (a: Entry, b: Entry): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.device.id < b.device.id ? -1 : a.device.id > b.device.id ? 1 : 0;

/** The place of the first entry that does not stand before the key and id. */
function placeOf(entries: readonly Entry[], key: number | bigint, id: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle] as Entry;
    if (entry.key < key || (entry.key === key && entry.device.id < id)) low = middle + 1;
    else high = middle;
  }
  return low;
}
