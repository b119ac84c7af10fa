import { sameAddress } from '../address/address.ts';
import { compareRoutes, groupByPrefix } from './fib.ts';
import type { EqualRoutes, Route } from './network.ts';

/** R6: of a router's sorted routes those for one prefix that only the plan's order could choose between, and that differ in what they do. */
export function equalRoutesIn(router: string, sorted: readonly Route[]): EqualRoutes[] {
  const found: EqualRoutes[] = [];
  for (const group of groupByPrefix(sorted)) {
    const [chosen, ...rest] = group;
    if (!chosen) continue;
    const others = rest.filter(
      (r) => r.source === chosen.source && r.pathLength === chosen.pathLength && !sameAction(r, chosen),
    );
    if (others.length > 0) found.push({ device: router, prefix: chosen.prefix, chosen, others });
  }
  return found;
}

function sameAction(a: Route, b: Route): boolean {
  if (a.action.kind === 'via' && b.action.kind === 'via')
    return a.action.interface === b.action.interface && sameAddress(a.action.gateway, b.action.gateway);
  return compareRoutes(a, b) === 0 && a.action.kind === b.action.kind && a.action.kind !== 'connected';
}
