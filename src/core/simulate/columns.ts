import { type Address, addressNumber, compareAddresses } from '../address/address.ts';
import { contains, hostPrefix } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Device, Network, Route } from '../network/network.ts';
import { Acquaintances } from './acquaintances.ts';
import { Exit } from './exits.ts';
import {
  BLACKHOLED,
  EXITS_PLAN,
  type FateTable,
  NEIGHBOUR_UNREACHABLE,
  NO_ROUTE,
  ON_LINK,
  WALK,
  wayTo,
} from './fates.ts';
import type { Ground } from './ground.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';
import { candidates, neighbour } from './neighbours.ts';
import { Port } from './port.ts';
import { Sweep } from './sweep.ts';

/** Largest packet of a question without a size of its own: an IPv6 handshake. */
const LARGEST = 80;

/**
 * Forwarding by destination: where a packet goes from a device depends on its destination alone, as long as nobody
 * translates, filters or wraps it. So one column an address tells of all senders at once, and from one address to the next only
 * those devices are heard of whose tables send elsewhere. Whatever is more than that is marked `WALK`.
 */
export class Columns {
  readonly #ground: Ground;
  readonly #devices: readonly Device[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #isPlain: Uint8Array;
  readonly #forwards: Uint8Array;
  readonly #marks: Float64Array;
  readonly #owners: ReadonlyMap<number | bigint, number>;
  readonly #services: PrefixTable<string>;

  constructor(ground: Ground) {
    const { network } = ground;
    this.#ground = ground;
    this.#devices = [...network.devices.values()];
    this.#numbers = new Map(this.#devices.map(({ id }, i) => [id, i]));
    this.#isPlain = Uint8Array.from(this.#devices, (device) => (isPlain(device) ? 1 : 0));
    this.#forwards = Uint8Array.from(this.#devices, ({ kind }) =>
      kind === 'node' || kind === 'router' ? 1 : 0,
    );
    this.#marks = Float64Array.from(this.#devices, (device, i) => (tracks(device) ? markOf(i) : 0));
    this.#owners = ownersOf(this.#devices);
    const served = [...network.clusters.values()].flatMap(({ id, servicePrefixes, services }) =>
      [...servicePrefixes, ...services.flatMap(({ addresses }) => addresses.map(hostPrefix))].map(
        (prefix) => ({ prefix, id }),
      ),
    );
    this.#services = new PrefixTable(
      served.map(({ prefix }) => prefix),
      served.map(({ id }) => id),
    );
  }

  /** True for an address that one device has and no service: only such have a column. */
  isOwn(address: Address): boolean {
    return (this.#owners.get(addressNumber(address)) ?? -1) >= 0 && !this.#services.longest(address);
  }

  /** Those of the addresses that one device has, the only ones that a column tells of, in the order of their columns. */
  told(addresses: readonly Address[]): Address[] {
    return addresses
      .filter((address) => (this.#owners.get(addressNumber(address)) ?? -1) >= 0)
      .sort(compareAddresses);
  }

  /** Fills the table, a row a sender and a column for each address that is told; yields after each column. */
  *fill(table: FateTable, told: readonly Address[], senders: readonly string[]): Generator<void> {
    const rows = Int32Array.from(senders, (id) => this.#numbers.get(id) ?? -1);
    const sixes = told.findIndex(({ family }) => family === 6);
    const fours = sixes < 0 ? told.length : sixes;
    yield* this.#sweep(table, told.slice(0, fours), 0, rows);
    yield* this.#sweep(table, told.slice(fours), fours, rows);
  }

  *#sweep(
    table: FateTable,
    ascending: readonly Address[],
    column: number,
    rows: Int32Array,
  ): Generator<void> {
    const changes = this.#changes(ascending, rows);
    const owners = ascending.map((address) => this.#owners.get(addressNumber(address)) ?? -1);
    const count = this.#devices.length;
    const ways = Int32Array.from(this.#isPlain, (plain) => wayTo(plain === 1 ? NO_ROUTE : WALK));
    const exits: (Exit | undefined)[] = new Array(count).fill(undefined);
    const sweep = new Sweep({ ways, forwards: this.#forwards, marks: this.#marks }, rows);
    for (let start = 0; start < ascending.length; start += BLOCK) {
      const end = Math.min(start + BLOCK, ascending.length);
      const restless = new Uint8Array(count);
      for (let turn = start; turn < end; turn++) {
        restless[owners[turn] as number] = 1;
        // What the first turn changes has changed before the block.
        if (turn > start) for (const { device } of changes[turn] ?? []) restless[device] = 1;
      }
      for (let turn = start; turn < end; turn++) {
        for (const { device, way, exit } of changes[turn] ?? []) {
          ways[device] = this.#isPlain[device] === 1 ? way : wayTo(WALK);
          exits[device] = exit;
        }
        if (turn === start) sweep.contract(restless);
        const ip = ipOf(ascending[turn] as Address);
        const conflicts = this.#conflicts(ip.address);
        const isServed = conflicts.size > 0;
        sweep.column(table, column + turn, owners[turn] as number, isServed, (at) => {
          if (isServed && conflicts.has(this.#devices[at]?.node?.cluster ?? '')) return wayTo(WALK);
          const way = ways[at] as number;
          return way === ON_LINK ? this.#hand(exits[at], ip, true) : way;
        });
        yield;
      }
    }
  }

  /** Clusters that take the address for one of a service: their nodes do more than forward it. */
  #conflicts(address: Address): ReadonlySet<string> {
    const found = new Set<string>();
    for (let entry = this.#services.longest(address); entry; entry = entry.outer) found.add(entry.value);
    return found;
  }

  /** Who takes a packet for the address that is sent by that exit. */
  #hand(exit: Exit | undefined, ip: Ip, isOwned: boolean): number {
    if (!exit?.port) return wayTo(WALK);
    const { port } = exit;
    if (!exit.next && port.kind === 'segment') {
      const others = candidates(port, exit.gateway ?? ip);
      // Several who have it, or one who would not answer everybody: who asks, and when, decides.
      if (others > 1) return wayTo(WALK);
      if (others === 0) return wayTo(NEIGHBOUR_UNREACHABLE);
    }
    const found = exit.next ?? neighbour(exit, port, ip, ip, new Acquaintances());
    if (found instanceof Port) return this.#numbers.get(found.kernel.id) ?? wayTo(WALK);
    return !found && port.kind !== 'segment' && isOwned ? wayTo(NEIGHBOUR_UNREACHABLE) : wayTo(WALK);
  }

  /** By place in the ascending addresses: the devices that send elsewhere from there on. */
  #changes(ascending: readonly Address[], rows: Int32Array): Change[][] {
    const changes = ascending.map((): Change[] => []);
    const [any] = ascending;
    const asked = new Set(rows);
    for (const [number, device] of this.#devices.entries()) {
      // Pods and hosts do not forward: only those that send are asked.
      if (!any || (this.#forwards[number] === 0 && !asked.has(number))) continue;
      const kernel = this.#ground.mustKernel(device.id);
      const known = new Map<Route, Change>();
      for (const [from, route] of bestRoutesInTurn(device, ascending)) {
        const change = (route && known.get(route)) ?? this.#change(number, kernel, route, any);
        if (route) known.set(route, change);
        changes[from]?.push(change);
      }
    }
    return changes;
  }

  /** Where a device sends by a route from now on, whatever address it is taken for. */
  #change(device: number, kernel: Kernel, route: Route | undefined, any: Address): Change {
    switch (route?.action.kind) {
      case undefined:
        return { device, way: wayTo(NO_ROUTE), exit: undefined };
      case 'blackhole':
        return { device, way: wayTo(BLACKHOLED), exit: undefined };
      case 'internet':
        return { device, way: wayTo(EXITS_PLAN), exit: undefined };
      case 'connected':
        return { device, way: ON_LINK, exit: route && new Exit(kernel, route) };
      case 'via':
      case 'link':
      case 'pod': {
        const exit = route && new Exit(kernel, route);
        return { device, way: this.#hand(exit, ipOf(any), false), exit };
      }
      // A tunnel wraps, and a service range captures.
      case 'tunnel':
      case 'service-range':
        return { device, way: wayTo(WALK), exit: undefined };
    }
  }
}

/** Columns that are told after one contraction. */
const BLOCK = 64;

interface Change {
  readonly device: number;
  readonly way: number;
  readonly exit: Exit | undefined;
}

/** Nothing on the device looks at sources, and what is sent fits through everywhere. */
const isPlain = (device: Device): boolean =>
  device.reversePathFilter === 'off' &&
  device.interfaces.every(({ mtu }) => mtu[4] >= LARGEST && mtu[6] >= LARGEST);

/** It keeps connections: nodes for their service proxy, others to drop what is INVALID. */
const tracks = (device: Device): boolean => device.node !== undefined || device.dropsInvalid;

/**
 * A number below 2^44 for each device, so that sums over a few hundred stay exact and two different sets of devices have, but
 * for a chance in trillions, different sums.
 */
function markOf(device: number): number {
  const high = Math.imul(device + 1, 0x9e3779b1) >>> 0;
  const low = Math.imul(high ^ (high >>> 15), 0x85ebca6b) >>> 0;
  return (high >>> 20) * 0x100000000 + low;
}

/** The number of the one device that has each address; -1 where several have it. */
function ownersOf(devices: readonly Device[]): Map<number | bigint, number> {
  const owners = new Map<number | bigint, number>();
  for (const [number, { interfaces }] of devices.entries()) {
    for (const { addresses } of interfaces) {
      for (const address of addresses) {
        const key = addressNumber(address);
        const known = owners.get(key);
        owners.set(key, known === undefined || known === number ? number : -1);
      }
    }
  }
  return owners;
}

/** True where the masquerade of the sender's node would hide a pod's address from that destination (M1). */
export function isHidden(network: Network, sender: Device, destination: Address): boolean {
  const cluster = sender.pod && network.clusters.get(sender.pod.cluster);
  if (!cluster || cluster.masquerade === 'none') return false;
  const spares = [...cluster.podPrefixes, ...cluster.masquerade.except];
  return !spares.some((prefix) => contains(prefix, destination));
}
