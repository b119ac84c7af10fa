import type { Link } from '../../plan/plan.ts';

/** A router's own prefixes, as text. */
export type OwnPrefixes = ReadonlyMap<string, readonly string[]>;

/** What a router uses for a prefix of somebody else: through which link, over how many routers. */
export interface Chosen {
  readonly link: string;
  readonly length: number;
}

/**
 * The slow twin of the BGP exchange (R5): for every router and prefix, every simple path over `bgp` links to a router that has
 * the prefix itself. The shortest wins, then the lower first link id. A router that has the prefix itself chooses none.
 */
export function shortestPaths(own: OwnPrefixes, links: readonly Link[]): Map<string, Map<string, Chosen>> {
  const bgp = links.filter((link) => link.routing === 'bgp');
  const answer = new Map<string, Map<string, Chosen>>();
  for (const router of own.keys()) {
    const best = new Map<string, Chosen>();
    const go = (at: string, seen: readonly string[], first: string | undefined): void => {
      if (first !== undefined) {
        for (const prefix of own.get(at) ?? []) {
          if (own.get(router)?.includes(prefix)) continue;
          const found = { link: first, length: seen.length - 1 };
          const known = best.get(prefix);
          if (
            !known ||
            found.length < known.length ||
            (found.length === known.length && found.link < known.link)
          )
            best.set(prefix, found);
        }
      }
      for (const link of bgp) {
        const [a, b] = link.ends;
        const next = a === at ? b : b === at ? a : undefined;
        if (next !== undefined && !seen.includes(next)) go(next, [...seen, next], first ?? link.id);
      }
    };
    go(router, [router], undefined);
    answer.set(router, best);
  }
  return answer;
}
