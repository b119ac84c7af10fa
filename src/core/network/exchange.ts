import type { Address } from '../address/address.ts';
import type { Prefix } from '../address/prefix.ts';
import { PrefixTable } from '../address/prefixTable.ts';
import type { Link } from '../plan/plan.ts';
import { compareRoutes } from './fib.ts';
import type { Route } from './network.ts';
import { originsOf, type Session, type Spread, sessionsOf, spreadFrom } from './spread.ts';

/**
 * R5: routers tell each other over `bgp` links everything that is best in their tables (connected, static, learned), but never
 * an internet default; nobody takes a path through itself.
 *
 * A prefix spreads by itself, in circles around the routers that have it: what a router has of its own wins over what it is
 * told, and a shorter path over a longer one, so the first that reaches a router is what it goes on to tell. Prefixes of the same
 * routers spread alike, and are followed once. Routes are made when somebody asks a router for them: all routers together are told
 * millions.
 */
export class Exchange {
  /** Every prefix that some router has of its own, as a table has them. */
  readonly prefixes: readonly Prefix[];
  /** The places of these prefixes. */
  readonly table: PrefixTable<number>;
  readonly #routers: ReadonlyMap<string, number>;
  readonly #sessions: readonly Session[][];
  #lastAddress: Address | undefined;
  #lastPlace = -1;
  readonly #spreads: readonly Spread[];
  readonly #places = new WeakMap<readonly Address[], readonly (readonly [from: number, place: number])[]>();
  /** By place of the prefix. */
  readonly spreadOf: Int32Array;

  constructor(own: ReadonlyMap<string, readonly Route[]>, links: readonly Link[]) {
    const ids = [...own.keys()];
    this.#routers = new Map(ids.map((router, i) => [router, i]));
    const { sessions, tellings } = sessionsOf(this.#routers, links);
    this.#sessions = sessions;
    const { prefixes, origins, originOf } = originsOf(own);
    this.prefixes = prefixes;
    this.table = new PrefixTable(prefixes, [...prefixes.keys()]);
    this.spreadOf = originOf;
    this.#spreads = origins.map((origin) => spreadFrom(origin, tellings));
  }

  /** Places of the longest prefixes of ascending addresses, told where they change; found once for all routers. */
  placesInTurn(addresses: readonly Address[]): readonly (readonly [from: number, place: number])[] {
    const known = this.#places.get(addresses);
    if (known) return known;
    const made = [...this.table.placesInTurn(addresses)];
    this.#places.set(addresses, made);
    return made;
  }

  /** The place of the longest prefix that holds the address. Routers are asked about one address after the other. */
  placeOf(address: Address): number {
    if (address !== this.#lastAddress) {
      this.#lastAddress = address;
      this.#lastPlace = this.table.place(address);
    }
    return this.#lastPlace;
  }

  /** True where somebody may tell the router anything. */
  isTold(router: string): boolean {
    return (this.#sessions[this.#numberOf(router)]?.length ?? 0) > 0;
  }

  /** Everything that a router learns of a prefix, best first: shortest path, then the lower link id. */
  learned(router: string, place: number): Route[] {
    const number = this.#numberOf(router);
    const prefix = this.prefixes[place];
    const spread = this.#spreads[this.spreadOf[place] ?? -1];
    if (!prefix || !spread) return [];
    const routes = (this.#sessions[number] ?? []).flatMap((session, i) =>
      this.#tells(spread, number, i) ? [routeOf(prefix, session, spread.length[session.peer] ?? 0)] : [],
    );
    return routes.length > 1 ? routes.sort(compareRoutes) : routes;
  }

  /** How many routes a router learns. */
  count(router: string): number {
    const number = this.#numberOf(router);
    const sessions = [...(this.#sessions[number] ?? []).keys()];
    const each = this.#spreads.map((spread) => sessions.filter((i) => this.#tells(spread, number, i)).length);
    let count = 0;
    for (const spread of this.spreadOf) count += each[spread] ?? 0;
    return count;
  }

  /** Places of prefixes for which a router that has none of its own learns several routes, none of them better than the others. */
  ties(router: string): number[] {
    const number = this.#numberOf(router);
    const sessions = this.#sessions[number] ?? [];
    if (sessions.length < 2) return [];
    const isTied = this.#spreads.map((spread) => {
      const best = spread.length[number] ?? -1;
      if (best < 1) return false;
      let equal = 0;
      for (const { peer } of sessions)
        if (spread.length[peer] === best - 1 && !spread.silent.has(peer)) equal++;
      // A path as short as that does not lead through the router itself.
      return equal > 1;
    });
    if (!isTied.includes(true)) return [];
    return [...this.spreadOf.entries()].flatMap(([place, spread]) => (isTied[spread] ? [place] : []));
  }

  /** By spread, the session whose routes a router goes by; -1 for its own, or none. */
  bestSessions(router: string): Int16Array {
    const number = this.#numberOf(router);
    return Int16Array.from(this.#spreads, ({ by }) => by[number] ?? -1);
  }

  /** Any route of a session: they all send the same way. */
  routeBy(router: string, session: number): Route | undefined {
    const [prefix] = this.prefixes;
    const told = this.#sessions[this.#numberOf(router)]?.[session];
    return prefix && told && routeOf(prefix, told, 0);
  }

  #numberOf(router: string): number {
    return this.#routers.get(router) ?? -1;
  }

  /** True where a router's peer has it, tells it, and has it by a path that does not lead through that router. */
  #tells({ length, by, silent }: Spread, router: number, session: number): boolean {
    // What it goes by is always told.
    if (by[router] === session) return true;
    const peer = this.#sessions[router]?.[session]?.peer ?? -1;
    if ((length[peer] ?? -1) < 0 || silent.has(peer)) return false;
    for (let at = peer; ; ) {
      const told = by[at] ?? -1;
      if (told < 0) return true;
      at = this.#sessions[at]?.[told]?.peer ?? -1;
      if (at === router) return false;
    }
  }
}

/** Told by a peer that has it over so many others. */
const routeOf = (prefix: Prefix, { action, because }: Session, length: number): Route => ({
  prefix,
  source: 'bgp',
  action,
  pathLength: length + 1,
  because,
});
