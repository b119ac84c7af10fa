import { comparePrefixes, type Prefix } from '../address/prefix.ts';
import type { Link } from '../plan/plan.ts';
import { compareRoutes } from './fib.ts';
import { linkInterface } from './interfaces.ts';
import type { Route, RouteAction } from './network.ts';

/** One direction of a `bgp` link, as the router sees it that is told; routers are numbers here. */
interface Session {
  readonly peer: number;
  readonly link: string;
  readonly action: RouteAction;
  readonly because: string;
}

/** How a prefix spreads: for each router, over how many others it has it, and from whom. */
interface Spread {
  /** 0: its own; -1: it does not have it. */
  readonly length: Int32Array;
  /** The router that told it; -1 for none. */
  readonly teller: Int32Array;
  /** Has it, but does not tell it: an internet default. */
  readonly silent: ReadonlySet<number>;
}

const keyOf = (prefix: Prefix): string => `${prefix.family}/${prefix.value}/${prefix.length}`;

/**
 * R5: routers tell each other over `bgp` links everything that is best in their tables (connected, static, learned), but never
 * an internet default; nobody takes a path through itself. Returns, by router, the routes that it learned, all of them:
 * `compareRoutes` picks (shortest path, then the lower link id).
 *
 * A prefix spreads by itself, in circles around the routers that have it: what a router has of its own wins over what it is
 * told, and a shorter path over a longer one, so the first that reaches a router is what it goes on to tell.
 */
export function exchangeRoutes(
  own: ReadonlyMap<string, readonly Route[]>,
  links: readonly Link[],
): Map<string, Route[]> {
  const routers = [...own.keys()];
  const sessions = sessionsOf(routers, links);
  const learned = routers.map((): Route[] => []);
  if (sessions.some((list) => list.length > 0)) {
    for (const { prefix, origins } of prefixesOf(own)) {
      const spread = spreadFrom(origins, sessions);
      for (const [router, list] of sessions.entries()) {
        for (const { peer, action, because } of list) {
          const length = spread.length[peer] ?? -1;
          if (length < 0 || spread.silent.has(peer) || passes(spread, peer, router)) continue;
          learned[router]?.push({ prefix, source: 'bgp', action, pathLength: length + 1, because });
        }
      }
    }
  }
  return new Map(routers.map((router, i) => [router, learned[i] ?? []]));
}

function sessionsOf(routers: readonly string[], links: readonly Link[]): Session[][] {
  const numbers = new Map(routers.map((router, i) => [router, i]));
  const sessions = routers.map((): Session[] => []);
  for (const link of links) {
    if (link.routing !== 'bgp') continue;
    const [a, b] = link.ends;
    for (const [to, from] of [
      [a, b],
      [b, a],
    ] as const) {
      const peer = numbers.get(from);
      const list = sessions[numbers.get(to) ?? -1];
      if (peer === undefined || !list) continue;
      list.push({
        peer,
        link: link.id,
        action: { kind: 'link', interface: linkInterface(link.id), link: link.id },
        because: `R5 BGP from router ${from} over ${link.id}`,
      });
    }
  }
  return sessions;
}

/** Every prefix that some router has of its own, with the routers that have it and what each would use. */
function prefixesOf(
  own: ReadonlyMap<string, readonly Route[]>,
): Iterable<{ readonly prefix: Prefix; readonly origins: Map<number, Route> }> {
  const prefixes = new Map<string, { prefix: Prefix; origins: Map<number, Route> }>();
  for (const [router, routes] of [...own.values()].entries()) {
    for (const route of routes) {
      const key = keyOf(route.prefix);
      const entry = prefixes.get(key) ?? { prefix: route.prefix, origins: new Map<number, Route>() };
      prefixes.set(key, entry);
      const known = entry.origins.get(router);
      if (!known || compareRoutes(route, known) < 0) entry.origins.set(router, route);
    }
  }
  // In the order of a table, so that sorting it later finds it nearly sorted.
  return [...prefixes.values()].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

function spreadFrom(origins: ReadonlyMap<number, Route>, sessions: readonly Session[][]): Spread {
  const length = new Int32Array(sessions.length).fill(-1);
  const teller = new Int32Array(sessions.length).fill(-1);
  const silent = new Set<number>();
  let circle: number[] = [];
  for (const [router, route] of origins) {
    length[router] = 0;
    if (route.action.kind === 'internet') silent.add(router);
    else circle.push(router);
  }
  for (let round = 1; circle.length > 0; round++) {
    const told = new Map<number, { from: number; link: string }>();
    for (const from of circle) {
      for (const { peer, link } of sessions[from] ?? []) {
        if (length[peer] !== -1) continue;
        const known = told.get(peer);
        if (!known || link < known.link) told.set(peer, { from, link });
      }
    }
    for (const [router, { from }] of told) {
      length[router] = round;
      teller[router] = from;
    }
    circle = [...told.keys()];
  }
  return { length, teller, silent };
}

/** True when the path by which a router has the prefix leads through another one. */
function passes({ teller }: Spread, from: number, through: number): boolean {
  for (let at = teller[from] ?? -1; at >= 0; at = teller[at] ?? -1) if (at === through) return true;
  return false;
}
