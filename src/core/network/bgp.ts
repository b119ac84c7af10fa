import type { Prefix } from '../address/prefix.ts';
import type { Link } from '../plan/plan.ts';
import { compareRoutes } from './fib.ts';
import { linkInterface } from './interfaces.ts';
import type { Route } from './network.ts';

/** A route with the routers that it came through, nearest first. */
interface Told {
  readonly route: Route;
  readonly path: readonly string[];
}

const keyOf = (prefix: Prefix): string => `${prefix.family}/${prefix.value}/${prefix.length}`;

/**
 * R5: routers tell each other over `bgp` links everything that is best in their tables (connected, static,
 * learned), but never an internet default; nobody takes a path through itself. Returns, by router, the routes that
 * it learned, all of them: `compareRoutes` picks (shortest path, then the lower link id).
 *
 * The exchange is repeated in rounds until nobody learns anything new; paths only get longer with each round, so it ends.
 */
export function exchangeRoutes(
  own: ReadonlyMap<string, readonly Route[]>,
  links: readonly Link[],
): Map<string, Route[]> {
  const bgp = links.filter((link) => link.routing === 'bgp');
  let learned = new Map<string, Told[]>([...own.keys()].map((router) => [router, []]));
  if (bgp.length === 0) return new Map([...own.keys()].map((router) => [router, []]));
  for (let round = 0; round <= own.size + 1; round++) {
    const best = new Map(
      [...own].map(([router, routes]) => [router, bestOf(routes, learned.get(router) ?? [])]),
    );
    const next = new Map<string, Told[]>([...own.keys()].map((router) => [router, []]));
    for (const link of bgp) {
      for (const [from, to] of [link.ends, [link.ends[1], link.ends[0]] as const]) {
        for (const told of best.get(from)?.values() ?? []) {
          if (told.route.action.kind === 'internet' || told.path.includes(to)) continue;
          next.get(to)?.push(tell(told, from, link));
        }
      }
    }
    if (sameTables(learned, next)) break;
    learned = next;
  }
  return new Map([...learned].map(([router, told]) => [router, told.map((t) => t.route)]));
}

function tell(told: Told, from: string, link: Link): Told {
  return {
    route: {
      prefix: told.route.prefix,
      source: 'bgp',
      action: { kind: 'link', interface: linkInterface(link.id), link: link.id },
      pathLength: told.path.length + 1,
      because: `R5 BGP from router ${from} over ${link.id}`,
    },
    path: [from, ...told.path],
  };
}

/** What a router would use for each prefix. Ties in everything go to what comes first. */
function bestOf(own: readonly Route[], learned: readonly Told[]): Map<string, Told> {
  const best = new Map<string, Told>();
  for (const told of [...own.map((route) => ({ route, path: [] })), ...learned]) {
    const key = keyOf(told.route.prefix);
    const known = best.get(key);
    if (!known || compareRoutes(told.route, known.route) < 0) best.set(key, told);
  }
  return best;
}

function sameTables(
  a: ReadonlyMap<string, readonly Told[]>,
  b: ReadonlyMap<string, readonly Told[]>,
): boolean {
  for (const [router, told] of a) {
    const other = b.get(router) ?? [];
    if (told.length !== other.length) return false;
    for (const [i, t] of told.entries()) {
      const o = other[i];
      if (
        !o ||
        keyOf(t.route.prefix) !== keyOf(o.route.prefix) ||
        t.path.join(' ') !== o.path.join(' ') ||
        t.route.because !== o.route.because
      )
        return false;
    }
  }
  return true;
}
