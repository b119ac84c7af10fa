import { contains, parseAddress, parsePrefix } from '#core';
import type { RouteView } from '#editor';

const RANK = { connected: 0, static: 1, bgp: 2 } as const;

/**
 * What a routing table says of one address: the route that wins by longest prefix (equal length: connected,
 * static, BGP), and those that also match. Undefined where the text is no address.
 */
export function probe(
  routes: readonly RouteView[],
  text: string,
): { readonly winner: RouteView | undefined; readonly losers: readonly RouteView[] } | undefined {
  const address = parseAddress(text.trim());
  if (!address) return undefined;
  const matches = routes
    .flatMap((route) => {
      const prefix = parsePrefix(route.prefix);
      return prefix && contains(prefix, address) ? [{ route, length: prefix.length }] : [];
    })
    .sort((a, b) => b.length - a.length || RANK[a.route.source] - RANK[b.route.source])
    .map((match) => match.route);
  return { winner: matches[0], losers: matches.slice(1) };
}
