import { addressNumber } from '../address/address.ts';
import type { PrefixTable } from '../address/prefixTable.ts';
import { bestRoute, fibOf, hasBigTable, lookup, type Match, winner } from '../network/fib.ts';
import type { Route } from '../network/network.ts';
import { Blocks } from './blocks.ts';
import { type Ip, ipOf } from './ip.ts';
import type { Kernel } from './kernel.ts';
import { nextAlways } from './neighbours.ts';
import type { Port } from './port.ts';

/** Where a route of a device leads. */
export class Exit {
  readonly kernel: Kernel;
  readonly route: Route;
  /** The interface that it sends by; undefined for routes that lead nowhere inside the plan. */
  readonly port: Port | undefined;
  /** The neighbour that is asked for whatever the destination is. */
  readonly gateway: Ip | undefined;
  /** The other end of the tunnel that it wraps packets for. */
  readonly outer: Ip | undefined;
  /** Who takes whatever is sent by it; undefined where that is asked packet by packet, or nobody does. */
  readonly next: Port | undefined;
  #match: Match | undefined;

  constructor(kernel: Kernel, route: Route) {
    const { action } = route;
    this.kernel = kernel;
    this.route = route;
    this.port = 'interface' in action ? kernel.port(action.interface) : undefined;
    this.gateway = action.kind === 'via' ? ipOf(action.gateway) : undefined;
    this.outer = action.kind === 'tunnel' ? ipOf(action.outer) : undefined;
    this.next = this.port && nextAlways(this.port, action, this.gateway);
  }

  /** The route with those that lose to it; for a destination for which it won. */
  match(destination: Ip): Match {
    this.#match ??= lookup(this.kernel.device, destination.address);
    if (!this.#match) throw new Error(`${this.kernel.id} has lost ${this.route.because}`);
    return this.#match;
  }
}

/** The exit for each destination: that of the longest prefix, of equal ones the best route's. */
export interface Exits {
  find(destination: Ip): Exit | undefined;
}

/** Most devices have a handful of routes, which are looked through sooner than a table is built for them. */
const FEW = 16;

export function exitsOf(kernel: Kernel): Exits {
  if (hasBigTable(kernel.device)) return new ToldExits(kernel);
  return kernel.device.routes.length <= FEW ? new FewExits(kernel) : new ManyExits(kernel);
}

/** A few routes, longer prefixes first; of equal prefixes the best stays first, as in the device's own list. */
interface ShortTable {
  readonly routes: readonly Route[];
  readonly blocks: Blocks;
}

const shortTables = new WeakMap<readonly Route[], ShortTable>();

/** Kept with the routes: most devices have the same ones after an edit as before. */
function shortTableOf(routes: readonly Route[]): ShortTable {
  const known = shortTables.get(routes);
  if (known) return known;
  const sorted = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
  const made = { routes: sorted, blocks: new Blocks(sorted.map(({ prefix }) => prefix)) };
  shortTables.set(routes, made);
  return made;
}

/** Scans the routes, longer prefixes first. */
export class FewExits implements Exits {
  readonly #kernel: Kernel;
  readonly #routes: readonly Route[];
  readonly #blocks: Blocks;
  readonly #exits: (Exit | undefined)[];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    const { routes, blocks } = shortTableOf(kernel.device.routes);
    this.#routes = routes;
    this.#blocks = blocks;
    this.#exits = new Array(routes.length).fill(undefined);
  }

  find(destination: Ip): Exit | undefined {
    const place = this.#blocks.place(destination);
    return place < 0 ? undefined : (this.#exits[place] ?? this.#make(place));
  }

  #make(place: number): Exit {
    const made = new Exit(this.#kernel, this.#routes[place] as Route);
    this.#exits[place] = made;
    return made;
  }
}

/** Finds the prefix in a table built for it. */
export class ManyExits implements Exits {
  readonly #kernel: Kernel;
  readonly #table: PrefixTable<Route | readonly Route[]>;
  /** By place in the table. */
  readonly #exits: (Exit | undefined)[];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#table = fibOf(kernel.device.routes).table;
    this.#exits = new Array(kernel.device.routes.length).fill(undefined);
  }

  find(destination: Ip): Exit | undefined {
    const place =
      destination.family === 4
        ? this.#table.placeOfFour(destination.bits >>> 0)
        : this.#table.place(destination.address);
    return place < 0 ? undefined : (this.#exits[place] ?? this.#make(place));
  }

  #make(place: number): Exit | undefined {
    const route = winner(this.#table.valueAt(place));
    if (!route) return undefined;
    const made = new Exit(this.#kernel, route);
    this.#exits[place] = made;
    return made;
  }
}

/** Asks a table that is too long to be written out, once for each destination. */
class ToldExits implements Exits {
  readonly #kernel: Kernel;
  readonly #found = new Map<number | bigint, Exit | undefined>();
  readonly #exits = new Map<Route, Exit>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  find(destination: Ip): Exit | undefined {
    const key = addressNumber(destination.address);
    const known = this.#found.get(key);
    if (known || this.#found.has(key)) return known;
    const route = bestRoute(this.#kernel.device, destination.address);
    const exit = route && (this.#exits.get(route) ?? new Exit(this.#kernel, route));
    if (route && exit) this.#exits.set(route, exit);
    this.#found.set(key, exit);
    return exit;
  }
}
