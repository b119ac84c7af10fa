import { comparePrefixes, type Prefix } from '../address/prefix.ts';
import type { Link } from '../plan/plan.ts';
import { compareRoutes } from './fib.ts';
import { linkInterface } from './interfaces.ts';
import type { Route, RouteAction } from './network.ts';

/** One direction of a `bgp` link, as the router sees it that is told; routers are numbers here. */
export interface Session {
  readonly peer: number;
  readonly action: RouteAction;
  readonly because: string;
}

/** The same, as the router sees it that tells: whom, by which of that one's sessions, and the place of the link among all by id. */
export interface Telling {
  readonly to: number;
  readonly session: number;
  readonly rank: number;
}

/** Prefixes that the same routers have of their own: they spread alike. */
export interface Origin {
  readonly routers: readonly number[];
  /** Of these, who has it, but does not tell it: an internet default. */
  readonly silent: ReadonlySet<number>;
}

/** How prefixes of one origin spread. */
export interface Spread extends Origin {
  /** By router, over how many others it has them; 0: its own; -1: it does not have them. */
  readonly length: Int16Array;
  /** By router, the session that told it; -1 for none. */
  readonly by: Int16Array;
}

/** The sessions of all `bgp` links, by router that is told and by router that tells. */
export function sessionsOf(
  numbers: ReadonlyMap<string, number>,
  links: readonly Link[],
): { sessions: Session[][]; tellings: Telling[][] } {
  const sessions = Array.from({ length: numbers.size }, (): Session[] => []);
  const tellings = Array.from({ length: numbers.size }, (): Telling[] => []);
  const bgp = links.filter(({ routing }) => routing === 'bgp');
  const ranks = new Map(
    bgp
      .map(({ id }) => id)
      .sort()
      .map((id, rank) => [id, rank]),
  );
  for (const link of bgp) {
    const [a, b] = link.ends;
    for (const [told, teller] of [
      [a, b],
      [b, a],
    ] as const) {
      const [to, peer] = [numbers.get(told) ?? -1, numbers.get(teller) ?? -1];
      const list = sessions[to];
      const tells = tellings[peer];
      if (!list || !tells) continue;
      tells.push({ to, session: list.length, rank: ranks.get(link.id) ?? 0 });
      list.push({
        peer,
        action: { kind: 'link', interface: linkInterface(link.id), link: link.id },
        because: `R5 BGP from router ${teller} over ${link.id}`,
      });
    }
  }
  return { sessions, tellings };
}

/** Every prefix that some router has of its own, in the order of a table, and who has which. */
export function originsOf(own: ReadonlyMap<string, readonly Route[]>): {
  prefixes: Prefix[];
  origins: Origin[];
  originOf: Int32Array;
} {
  const found = new Map<string, { prefix: Prefix; best: Map<number, Route> }>();
  for (const [router, routes] of [...own.values()].entries()) {
    for (const route of routes) {
      const { family, value, length } = route.prefix;
      const key = `${family}/${value}/${length}`;
      const entry = found.get(key) ?? { prefix: route.prefix, best: new Map<number, Route>() };
      found.set(key, entry);
      const known = entry.best.get(router);
      if (!known || compareRoutes(route, known) < 0) entry.best.set(router, route);
    }
  }
  const sorted = [...found.values()].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  const origins: Origin[] = [];
  const places = new Map<string, number>();
  const originOf = Int32Array.from(sorted, ({ best }) => {
    const silent = new Set(
      [...best].flatMap(([router, { action }]) => (action.kind === 'internet' ? [router] : [])),
    );
    const routers = [...best.keys()];
    const key = routers.map((router) => `${router}${silent.has(router) ? ' silent' : ''}`).join();
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, origins.length);
    return origins.push({ routers, silent }) - 1;
  });
  return { prefixes: sorted.map(({ prefix }) => prefix), origins, originOf };
}

/** Follows an origin's prefixes, circle by circle. */
export function spreadFrom(origin: Origin, tellings: readonly (readonly Telling[])[]): Spread {
  const length = new Int16Array(tellings.length).fill(-1);
  const by = new Int16Array(tellings.length).fill(-1);
  const ranks = new Int32Array(tellings.length);
  let circle: number[] = [];
  for (const router of origin.routers) {
    length[router] = 0;
    if (!origin.silent.has(router)) circle.push(router);
  }
  for (let round = 1; circle.length > 0; round++) {
    const next: number[] = [];
    for (const from of circle) {
      for (const { to, session, rank } of tellings[from] ?? []) {
        const isFirst = length[to] === -1;
        if (!isFirst && !(length[to] === round && rank < (ranks[to] ?? 0))) continue;
        if (isFirst) next.push(to);
        length[to] = round;
        by[to] = session;
        ranks[to] = rank;
      }
    }
    circle = next;
  }
  return { ...origin, length, by };
}
