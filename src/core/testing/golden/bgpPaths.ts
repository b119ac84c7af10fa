import type { Link } from '../../plan/plan.ts';

/** A router's own prefixes, as text. */
export type OwnPrefixes = ReadonlyMap<string, readonly string[]>;

/** A way to a prefix: the links that it takes and the routers behind them, nearest first; both empty for one's own. */
export interface Way {
  readonly links: readonly string[];
  readonly routers: readonly string[];
}

/**
 * The slow twin of the BGP exchange (R5): for every router and prefix, every simple path over `bgp` links to a router that has
 * the prefix itself. The shortest wins, then the lower link id, first by the router's own link, then by the next one's.
 */
export function shortestWays(own: OwnPrefixes, links: readonly Link[]): Map<string, Map<string, Way>> {
  const bgp = links.filter((link) => link.routing === 'bgp');
  return new Map(
    [...own.keys()].map((router) => {
      const best = new Map<string, Way>();
      const go = (at: string, way: Way): void => {
        for (const prefix of own.get(at) ?? []) {
          const known = best.get(prefix);
          if (!known || isBetter(way, known)) best.set(prefix, way);
        }
        for (const link of bgp) {
          const [a, b] = link.ends;
          const next = a === at ? b : b === at ? a : undefined;
          if (next !== undefined && next !== router && !way.routers.includes(next))
            go(next, { links: [...way.links, link.id], routers: [...way.routers, next] });
        }
      };
      go(router, { links: [], routers: [] });
      return [router, best];
    }),
  );
}

const isBetter = (a: Way, b: Way): boolean =>
  a.links.length !== b.links.length ? a.links.length < b.links.length : a.links.join() < b.links.join();
