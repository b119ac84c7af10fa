import type { Address } from '../address/address.ts';
import { comparePrefixes, type Prefix } from '../address/prefix.ts';
import { equalRoutesIn } from './equalRoutes.ts';
import type { Exchange } from './exchange.ts';
import { type BigTable, groupByPrefix, type Match, sortRoutes } from './fib.ts';
import type { EqualRoutes, Route } from './network.ts';

/** The table of a router that others tell what they know: its own routes, and theirs as they are asked for. */
export class ToldTable implements BigTable {
  readonly own: readonly Route[];
  readonly #router: string;
  readonly #exchange: Exchange;
  /** Routes of a prefix, best first, of those that were asked for. */
  readonly #groups = new Map<number, readonly Route[]>();
  readonly #ownGroups: ReadonlyMap<number, readonly Route[]>;
  readonly #bySession = new Map<number, Route | undefined>();
  #sessions: Int16Array | undefined;
  #routes: readonly Route[] | undefined;

  constructor(router: string, own: readonly Route[], exchange: Exchange) {
    this.own = sortRoutes(own);
    this.#router = router;
    this.#exchange = exchange;
    this.#ownGroups = new Map(
      [...groupByPrefix(this.own)].map((group) => [placeIn(exchange.prefixes, group), group]),
    );
  }

  /** All of it, sorted: own routes and learned ones. */
  get routes(): readonly Route[] {
    this.#routes ??= this.#exchange.prefixes.flatMap((_, place) => this.#group(place));
    return this.#routes;
  }

  get count(): number {
    return this.own.length + this.#exchange.count(this.#router);
  }

  alike(address: Address): Route | undefined {
    return this.#alikeFrom(this.#exchange.placeOf(address));
  }

  best(address: Address): Route | undefined {
    for (
      let place = this.#exchange.table.place(address);
      place >= 0;
      place = this.#exchange.table.outerOf(place)
    ) {
      const [route] = this.#group(place);
      if (route) return route;
    }
    return undefined;
  }

  match(address: Address): Match | undefined {
    const all: Route[] = [];
    for (
      let place = this.#exchange.table.place(address);
      place >= 0;
      place = this.#exchange.table.outerOf(place)
    )
      all.push(...this.#group(place));
    const [route, ...losers] = all;
    return route && { route, losers };
  }

  *inTurn(addresses: readonly Address[]): Generator<readonly [from: number, route: Route | undefined]> {
    let told: Route | undefined | null = null;
    for (const [from, longest] of this.#exchange.placesInTurn(addresses)) {
      const best = this.#alikeFrom(longest);
      if (best === told) continue;
      told = best;
      yield [from, best];
    }
  }

  equalRoutes(device: string): EqualRoutes[] {
    const learned = this.#exchange
      .ties(this.#router)
      .flatMap((place) => equalRoutesIn(device, this.#group(place)));
    return [...equalRoutesIn(device, this.own), ...learned].sort((a, b) =>
      comparePrefixes(a.prefix, b.prefix),
    );
  }

  /** By the prefix at a place, or the next shorter one that the router has. */
  #alikeFrom(longest: number): Route | undefined {
    const { table } = this.#exchange;
    for (let place = longest; place >= 0; place = table.outerOf(place)) {
      const best = this.#anyBest(place);
      if (best) return best;
    }
    return undefined;
  }

  /** The best route of a prefix, or one that sends the same way. */
  #anyBest(place: number): Route | undefined {
    const own = this.#ownGroups.get(place);
    if (own) return own[0];
    this.#sessions ??= this.#exchange.bestSessions(this.#router);
    const session = this.#sessions[this.#exchange.spreadOf[place] ?? -1] ?? -1;
    if (session < 0) return undefined;
    if (!this.#bySession.has(session))
      this.#bySession.set(session, this.#exchange.routeBy(this.#router, session));
    return this.#bySession.get(session);
  }

  #group(place: number): readonly Route[] {
    const known = this.#groups.get(place);
    if (known) return known;
    // What a router has of its own is always better than what it is told.
    const made = [...(this.#ownGroups.get(place) ?? []), ...this.#exchange.learned(this.#router, place)];
    this.#groups.set(place, made);
    return made;
  }
}

/** Where the prefix of these routes stands among the sorted ones, which have it. */
function placeIn(prefixes: readonly Prefix[], [route]: readonly Route[]): number {
  let low = 0;
  let high = prefixes.length;
  while (route && low < high) {
    const middle = (low + high) >>> 1;
    if (comparePrefixes(prefixes[middle] as Prefix, route.prefix) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
