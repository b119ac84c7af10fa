import type { Family } from '../address/address.ts';
import type { PrefixTable } from '../address/prefixTable.ts';
import { fibOf, lookup, type Match, winner } from '../network/fib.ts';
import type { Route } from '../network/network.ts';
import { blockOf, type Ip, ipOf } from './ip.ts';
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
  /** Who takes whatever is sent by it; undefined where that is asked packet by packet, or nobody does. */
  readonly next: Port | undefined;
  #match: Match | undefined;

  constructor(kernel: Kernel, route: Route) {
    const { action } = route;
    this.kernel = kernel;
    this.route = route;
    this.port = 'interface' in action ? kernel.port(action.interface) : undefined;
    this.gateway = action.kind === 'via' ? ipOf(action.gateway) : undefined;
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

export const exitsOf = (kernel: Kernel): Exits =>
  kernel.device.routes.length <= FEW ? new FewExits(kernel) : new ManyExits(kernel);

/** Scans the routes, longer prefixes first. */
export class FewExits implements Exits {
  readonly #kernel: Kernel;
  readonly #four: readonly Route[];
  readonly #six: readonly Route[];
  /** Of each IPv4 route in turn the bits that its prefix fixes, and what they are: numbers side by side are at hand together. */
  readonly #blocks: readonly number[];
  readonly #exits: (Exit | undefined)[];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#four = longestFirst(kernel.device.routes, 4);
    this.#six = longestFirst(kernel.device.routes, 6);
    this.#blocks = this.#four.flatMap(({ prefix }) => {
      const { mask, bits } = blockOf(prefix);
      return [mask, bits];
    });
    this.#exits = new Array(this.#four.length + this.#six.length).fill(undefined);
  }

  find(destination: Ip): Exit | undefined {
    return destination.family === 4
      ? this.#findFour(destination.bits)
      : this.#findSix(destination.address.value);
  }

  #findFour(bits: number): Exit | undefined {
    const blocks = this.#blocks;
    for (let i = 0; i < blocks.length; i += 2)
      if ((bits & (blocks[i] as number)) === blocks[i + 1]) return this.#exit(i >> 1, this.#four[i >> 1]);
    return undefined;
  }

  #findSix(value: bigint): Exit | undefined {
    for (let i = 0; i < this.#six.length; i++) {
      const { prefix } = this.#six[i] as Route;
      if (
        value >= prefix.value &&
        value >> BigInt(128 - prefix.length) === prefix.value >> BigInt(128 - prefix.length)
      )
        return this.#exit(this.#four.length + i, this.#six[i]);
    }
    return undefined;
  }

  #exit(place: number, route: Route | undefined): Exit | undefined {
    const known = this.#exits[place];
    if (known || !route) return known;
    const made = new Exit(this.#kernel, route);
    this.#exits[place] = made;
    return made;
  }
}

/** The routes of a family, longer prefixes first; of equal prefixes the best stays first, as in the device's own list. */
const longestFirst = (routes: readonly Route[], family: Family): Route[] =>
  routes.filter(({ prefix }) => prefix.family === family).sort((a, b) => b.prefix.length - a.prefix.length);

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
