import type { Prefix } from '#core';
import type { KernelRoute } from './model.ts';

const RANK = { connected: 0, static: 1, bgp: 2 } as const;

export const prefixKey = (p: Prefix): string => `${p.family}/${p.value}/${p.length}`;

/** R, R5, R6: one route a prefix: connected, static, BGP; the shorter path; the lower link id; the plan's order. */
export function bestRoutes(routes: readonly KernelRoute[]): KernelRoute[] {
  const best = new Map<string, KernelRoute>();
  for (const route of routes) {
    const known = best.get(prefixKey(route.prefix));
    if (!known || better(route, known)) best.set(prefixKey(route.prefix), route);
  }
  return [...best.values()];
}

function better(a: KernelRoute, b: KernelRoute): boolean {
  if (RANK[a.metric] !== RANK[b.metric]) return RANK[a.metric] < RANK[b.metric];
  if (a.path.length !== b.path.length) return a.path.length < b.path.length;
  return a.link < b.link;
}

/** Routes of each metric: the kernel itself chooses between metrics, only equals are settled here (R6). */
export function installable(routes: readonly KernelRoute[]): KernelRoute[] {
  return (['connected', 'static', 'bgp'] as const).flatMap((metric) =>
    bestRoutes(routes.filter((r) => r.metric === metric)),
  );
}
