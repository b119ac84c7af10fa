import { type Address, addressNumber, compareAddresses } from '../address/address.ts';
import { contains } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Device, Interface, Network, Route } from '../network/network.ts';
import { interfaceNamed } from '../network/ownInterfaces.ts';
import { Acquaintances } from './acquaintances.ts';
import { candidates, neighbour } from './neighbours.ts';

/** What becomes of a packet on its way to one address; `WALK`: more happens to it than forwarding, so it must be walked. */
export const WALK = 0;
export const DELIVERED = 1;
export const NO_ROUTE = 2;
export const BLACKHOLED = 3;
export const EXITS_PLAN = 4;
export const NEIGHBOUR_UNREACHABLE = 5;

/** A route that leads to whoever has the address itself: looked up address by address. */
const ON_LINK = -1;
/** Ways that lead no further are the fates above, below zero and below `ON_LINK`. */
const fateOf = (way: number): number => -2 - way;
const wayTo = (fate: number): number => -2 - fate;

/** Largest packet of a question without a size of its own: an IPv6 handshake. */
const LARGEST = 80;

/** Where each sender's packets to one address end, as plain forwarding has it. */
export interface Column {
  readonly address: Address;
  /** By place in the list of senders. */
  readonly fates: Uint8Array;
  /** By place in the list of senders: the sum of the marks of all devices on the way that track connections. */
  readonly marks: Float64Array;
}

/**
 * Forwarding by destination: where a packet goes from a device depends on its destination alone, as long as nobody
 * translates, filters or wraps it. So one column an address tells of all senders at once, and from one address to the next only
 * those devices are heard of whose tables send elsewhere. Whatever is more than that is marked `WALK`.
 */
export class Columns {
  readonly #network: Network;
  readonly #devices: readonly Device[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #isPlain: Uint8Array;
  readonly #marks: Float64Array;
  readonly #owners: ReadonlyMap<number | bigint, number>;
  readonly #services: PrefixTable<string>;

  constructor(network: Network) {
    this.#network = network;
    this.#devices = [...network.devices.values()];
    this.#numbers = new Map(this.#devices.map(({ id }, i) => [id, i]));
    this.#isPlain = Uint8Array.from(this.#devices, (device) => (isPlain(device) ? 1 : 0));
    this.#marks = Float64Array.from(this.#devices, (device, i) => (tracks(device) ? markOf(i) : 0));
    this.#owners = ownersOf(this.#devices);
    this.#services = new PrefixTable(
      [...network.clusters.values()].flatMap(({ id, servicePrefixes, services }) => [
        ...servicePrefixes.map((prefix) => [prefix, id] as const),
        ...services.flatMap(({ addresses }) =>
          addresses.map((a) => [{ ...a, length: a.family === 4 ? 32 : 128 }, id] as const),
        ),
      ]),
    );
  }

  /** True for an address that one device has and no service: only such have a column. */
  isOwn(address: Address): boolean {
    return (this.#owners.get(addressNumber(address)) ?? -1) >= 0 && !this.#services.longest(address);
  }

  /** The columns of the addresses, in an order of its own; those that are nobody's own are left out. */
  *of(addresses: readonly Address[], senders: readonly string[]): Generator<Column> {
    const rows = senders.map((id) => this.#numbers.get(id) ?? -1);
    for (const family of [4, 6] as const) {
      const ascending = addresses
        .filter((a) => a.family === family && this.#hasOwner(a))
        .sort(compareAddresses);
      if (ascending.length > 0) yield* this.#sweep(ascending, rows);
    }
  }

  #hasOwner(address: Address): boolean {
    return (this.#owners.get(addressNumber(address)) ?? -1) >= 0;
  }

  *#sweep(ascending: readonly Address[], rows: readonly number[]): Generator<Column> {
    const changes = this.#changes(ascending, rows);
    const count = this.#devices.length;
    const ways = new Int32Array(count).fill(wayTo(NO_ROUTE));
    const routes: (Route | undefined)[] = new Array(count).fill(undefined);
    const stamps = new Int32Array(count).fill(-1);
    const onPath = new Int32Array(count).fill(-1);
    const fates = new Uint8Array(count);
    const sums = new Float64Array(count);
    const path: number[] = [];
    for (const [turn, address] of ascending.entries()) {
      for (const { device, way, route } of changes[turn] ?? []) {
        ways[device] = way;
        routes[device] = route;
      }
      const owner = this.#owners.get(addressNumber(address)) ?? -1;
      const conflicts = this.#conflicts(address);
      const nextOf = (at: number): number => {
        const device = this.#devices[at] as Device;
        if (this.#isPlain[at] === 0) return wayTo(WALK);
        if (device.node && conflicts.size > 0 && conflicts.has(device.node.cluster)) return wayTo(WALK);
        const way = ways[at] as number;
        return way === ON_LINK ? this.#onLink(device, routes[at], address, owner) : way;
      };
      /** Follows the ways from a device that was sent the packet. */
      const resolve = (start: number): void => {
        let at = start;
        let fate = WALK;
        let sum = 0;
        path.length = 0;
        for (;;) {
          if (stamps[at] === turn) {
            fate = fates[at] as number;
            sum = sums[at] as number;
            break;
          }
          // Round a circle, where it ends depends on who began.
          if (onPath[at] === turn) break;
          onPath[at] = turn;
          path.push(at);
          const next = nextOf(at);
          if (at === owner) {
            fate = next === wayTo(WALK) ? WALK : DELIVERED;
            break;
          }
          const { kind } = this.#devices[at] as Device;
          if (kind === 'pod' || kind === 'host') {
            fate = this.#isPlain[at] === 0 ? WALK : NO_ROUTE;
            break;
          }
          if (next < ON_LINK) {
            fate = fateOf(next);
            break;
          }
          at = next;
        }
        for (let i = path.length - 1; i >= 0; i--) {
          const passed = path[i] as number;
          sum += this.#marks[passed] as number;
          stamps[passed] = turn;
          fates[passed] = fate;
          sums[passed] = sum;
        }
      };
      const column: Column = {
        address,
        fates: new Uint8Array(rows.length),
        marks: new Float64Array(rows.length),
      };
      for (const [i, row] of rows.entries()) {
        if (row < 0 || row === owner) continue;
        const next = nextOf(row);
        // A sender asks for a route before anything else, and has sentences of its own for having none.
        if (next < ON_LINK) continue;
        if (stamps[next] !== turn) resolve(next);
        column.fates[i] = fates[next] as number;
        column.marks[i] = (sums[next] as number) + (this.#marks[row] as number);
      }
      yield column;
    }
  }

  /** Clusters that take the address for one of a service: their nodes do more than forward it. */
  #conflicts(address: Address): ReadonlySet<string> {
    const found = new Set<string>();
    for (let entry = this.#services.longest(address); entry; entry = entry.outer) found.add(entry.value);
    return found;
  }

  /** Who takes the packet where the route says that the address is on the device's own network. */
  #onLink(device: Device, route: Route | undefined, address: Address, owner: number): number {
    const out = route && 'interface' in route.action && interfaceNamed(device, route.action.interface);
    return out && route ? this.#hand(device, out, route, address, owner) : wayTo(WALK);
  }

  #hand(device: Device, out: Interface, { action }: Route, address: Address, owner: number): number {
    const { attachment } = out;
    if (attachment.kind === 'segment') {
      const asked = action.kind === 'via' ? action.gateway : address;
      const others = candidates(this.#network, device, attachment.segment, asked);
      // Several who have it, or one who would not answer everybody: who asks, and when, decides.
      if (others.length > 1) return wayTo(WALK);
      if (others.length === 0) return wayTo(NEIGHBOUR_UNREACHABLE);
    }
    const found = neighbour(this.#network, device, out, action, address, address, new Acquaintances());
    if (found.kind === 'found') return this.#numbers.get(found.device) ?? wayTo(WALK);
    return found.kind === 'nobody' && attachment.kind !== 'segment' && owner >= 0
      ? wayTo(NEIGHBOUR_UNREACHABLE)
      : wayTo(WALK);
  }

  /** By place in the ascending addresses: the devices that send elsewhere from there on. */
  #changes(ascending: readonly Address[], rows: readonly number[]): Change[][] {
    const changes = ascending.map((): Change[] => []);
    const [first] = ascending;
    const asked = new Set(rows);
    for (const [device, { kind }] of this.#devices.entries()) {
      // Pods and hosts do not forward: only those that send are asked.
      if (!first || ((kind === 'pod' || kind === 'host') && !asked.has(device))) continue;
      const ways = new Map<Route, number>();
      for (const [from, route] of bestRoutesInTurn(this.#devices[device] as Device, ascending)) {
        const known = route && ways.get(route);
        const way = known ?? this.#way(this.#devices[device] as Device, route, first);
        if (route) ways.set(route, way);
        changes[from]?.push({ device, way, route });
      }
    }
    return changes;
  }

  /** Where a route leads, whatever address it is taken for. */
  #way(device: Device, route: Route | undefined, any: Address): number {
    if (!route) return wayTo(NO_ROUTE);
    const { action } = route;
    switch (action.kind) {
      case 'blackhole':
        return wayTo(BLACKHOLED);
      case 'internet':
        return wayTo(EXITS_PLAN);
      case 'connected':
        return ON_LINK;
      case 'via':
      case 'link':
      case 'pod': {
        const out = interfaceNamed(device, action.interface);
        return out ? this.#hand(device, out, route, any, -1) : wayTo(WALK);
      }
      // A tunnel wraps, and a service range captures.
      case 'tunnel':
      case 'service-range':
        return wayTo(WALK);
    }
  }
}

interface Change {
  readonly device: number;
  readonly way: number;
  readonly route: Route | undefined;
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
