import { type Address, addressNumber, compareAddresses } from '../address/address.ts';
import { contains, hostPrefix } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import { bestRoutesInTurn } from '../network/fib.ts';
import type { Device, Network, Route } from '../network/network.ts';
import { Acquaintances } from './acquaintances.ts';
import { Exit } from './exits.ts';
import type { Ground } from './ground.ts';
import { type Ip, ipOf } from './ip.ts';
import { candidates, neighbour } from './neighbours.ts';
import { Port } from './port.ts';

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
  readonly #ground: Ground;
  readonly #devices: readonly Device[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #isPlain: Uint8Array;
  readonly #marks: Float64Array;
  readonly #owners: ReadonlyMap<number | bigint, number>;
  readonly #services: PrefixTable<string>;

  constructor(ground: Ground) {
    const { network } = ground;
    this.#ground = ground;
    this.#devices = [...network.devices.values()];
    this.#numbers = new Map(this.#devices.map(({ id }, i) => [id, i]));
    this.#isPlain = Uint8Array.from(this.#devices, (device) => (isPlain(device) ? 1 : 0));
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
    const owners = ascending.map((address) => this.#owners.get(addressNumber(address)) ?? -1);
    const count = this.#devices.length;
    const ways = new Int32Array(count).fill(wayTo(NO_ROUTE));
    const routes: (Route | undefined)[] = new Array(count).fill(undefined);
    const sweep = new Sweep(this.#devices, this.#marks, ways, rows);
    for (let start = 0; start < ascending.length; start += BLOCK) {
      const end = Math.min(start + BLOCK, ascending.length);
      const restless = new Uint8Array(count);
      for (let turn = start; turn < end; turn++) {
        const owner = owners[turn] ?? -1;
        if (owner >= 0) restless[owner] = 1;
        // What the first turn changes has changed before the block.
        if (turn > start) for (const { device } of changes[turn] ?? []) restless[device] = 1;
      }
      for (let turn = start; turn < end; turn++) {
        for (const { device, way, route } of changes[turn] ?? []) {
          ways[device] = this.#isPlain[device] === 1 ? way : wayTo(WALK);
          routes[device] = route;
        }
        if (turn === start) sweep.contract(restless);
        const address = ascending[turn] as Address;
        const owner = owners[turn] as number;
        const conflicts = this.#conflicts(address);
        yield sweep.column(turn, address, owner, conflicts.size > 0, (at) => {
          const device = this.#devices[at] as Device;
          if (this.#isPlain[at] === 0 || conflicts.has(device.node?.cluster ?? '')) return wayTo(WALK);
          const way = ways[at] as number;
          return way === ON_LINK ? this.#onLink(device, routes[at], address, owner) : way;
        });
      }
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
    return route
      ? this.#hand(new Exit(this.#ground.mustKernel(device.id), route), ipOf(address), owner)
      : wayTo(WALK);
  }

  #hand(exit: Exit, ip: Ip, owner: number): number {
    const { port, gateway } = exit;
    if (!port) return wayTo(WALK);
    if (port.attachment.kind === 'segment') {
      const others = candidates(port, gateway ?? ip);
      // Several who have it, or one who would not answer everybody: who asks, and when, decides.
      if (others > 1) return wayTo(WALK);
      if (others === 0) return wayTo(NEIGHBOUR_UNREACHABLE);
    }
    const found = neighbour(exit, port, ip, ip, new Acquaintances());
    if (found instanceof Port) return this.#numbers.get(found.kernel.id) ?? wayTo(WALK);
    return !found && port.kind !== 'segment' && owner >= 0 ? wayTo(NEIGHBOUR_UNREACHABLE) : wayTo(WALK);
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
      case 'pod':
        return this.#hand(new Exit(this.#ground.mustKernel(device.id), route), ipOf(any), -1);
      // A tunnel wraps, and a service range captures.
      case 'tunnel':
      case 'service-range':
        return wayTo(WALK);
    }
  }
}

/** Columns that are told after one contraction. */
const BLOCK = 64;

/** The working memory of a sweep, by number of device. */
class Sweep {
  readonly #devices: readonly Device[];
  readonly #marks: Float64Array;
  readonly #ways: Int32Array;
  readonly #rows: readonly number[];
  /** The column for which a device's fate is known, or being looked for. */
  readonly #stamps: Int32Array;
  readonly #onPath: Int32Array;
  readonly #fates: Uint8Array;
  readonly #sums: Float64Array;
  readonly #path: number[] = [];
  /** By row: the device that its packets come to without any choice, and the marks on the way; -1: not contracted. */
  readonly #tops: Int32Array;
  readonly #topMarks: Float64Array;

  constructor(devices: readonly Device[], marks: Float64Array, ways: Int32Array, rows: readonly number[]) {
    this.#devices = devices;
    this.#marks = marks;
    this.#ways = ways;
    this.#rows = rows;
    this.#stamps = new Int32Array(devices.length).fill(-1);
    this.#onPath = new Int32Array(devices.length).fill(-1);
    this.#fates = new Uint8Array(devices.length);
    this.#sums = new Float64Array(devices.length);
    this.#tops = new Int32Array(rows.length);
    this.#topMarks = new Float64Array(rows.length);
  }

  /**
   * Most devices send everything the same way for many addresses on end: a pod to its node, a node to its router. For the next
   * block each row leaps over those to the first that is restless.
   */
  contract(restless: Uint8Array): void {
    for (const [i, row] of this.#rows.entries()) {
      let at = row;
      let marks = 0;
      // A circle of such devices is left to `column`.
      for (let leaps = 0; at >= 0 && leaps < MOST_LEAPS; leaps++) {
        const way = this.#ways[at] as number;
        if (restless[at] === 1 || way < 0 || (leaps > 0 && !forwards(this.#devices[at]))) break;
        marks += this.#marks[at] as number;
        at = way;
      }
      this.#tops[i] = at === row ? -1 : at;
      this.#topMarks[i] = marks;
    }
  }

  column(
    turn: number,
    address: Address,
    owner: number,
    isServed: boolean,
    nextOf: (at: number) => number,
  ): Column {
    const rows = this.#rows;
    const fates = new Uint8Array(rows.length);
    const marks = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if (row < 0 || row === owner) continue;
      let next = isServed ? -1 : (this.#tops[i] as number);
      let passed = this.#topMarks[i] as number;
      if (next < 0) {
        next = nextOf(row);
        passed = this.#marks[row] as number;
        // A sender asks for a route before anything else, and has sentences of its own for having none.
        if (next < 0) continue;
      }
      if (this.#stamps[next] !== turn) this.#resolve(turn, next, owner, nextOf);
      fates[i] = this.#fates[next] as number;
      marks[i] = passed + (this.#sums[next] as number);
    }
    return { address, fates, marks };
  }

  /** Follows the ways from a device that was sent the packet. */
  #resolve(turn: number, start: number, owner: number, nextOf: (at: number) => number): void {
    const path = this.#path;
    path.length = 0;
    let at = start;
    let fate = WALK;
    let sum = 0;
    for (;;) {
      if (this.#stamps[at] === turn) {
        fate = this.#fates[at] as number;
        sum = this.#sums[at] as number;
        break;
      }
      // Round a circle, where it ends depends on who began.
      if (this.#onPath[at] === turn) break;
      this.#onPath[at] = turn;
      path.push(at);
      const next = nextOf(at);
      if (next === wayTo(WALK)) break;
      if (at === owner) {
        fate = DELIVERED;
        break;
      }
      if (!forwards(this.#devices[at])) {
        fate = NO_ROUTE;
        break;
      }
      if (next < 0) {
        fate = fateOf(next);
        break;
      }
      at = next;
    }
    for (let i = path.length - 1; i >= 0; i--) {
      const passed = path[i] as number;
      sum += this.#marks[passed] as number;
      this.#stamps[passed] = turn;
      this.#fates[passed] = fate;
      this.#sums[passed] = sum;
    }
  }
}

const MOST_LEAPS = 64;

const forwards = (device: Device | undefined): boolean =>
  device?.kind === 'node' || device?.kind === 'router';

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
