import { formatAddress } from '../address/address.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { Route } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { Hop } from '../simulate/trace.ts';

/** A route that lost on a hop, and the device that the packet would have gone to. */
export interface Loser {
  readonly device: string;
  /** The prefixes of the routes that lead there: `0.0.0.0/0`. */
  readonly prefixes: readonly string[];
}

/**
 * Where the routes that lost on a hop lead, each device once: not where the packet goes anyway, and nothing of routes that
 * lead to no other device. `deviceAt`: whose an address is.
 */
export function losersOf(
  plan: Plan,
  hop: Hop,
  next: string | undefined,
  deviceAt: (address: string) => string | undefined,
): readonly Loser[] {
  const prefixes = new Map<string, string[]>();
  for (const step of hop.steps) {
    if (step.kind !== 'route') continue;
    for (const route of step.losers) {
      const device = nextOf(plan, hop.device, route, deviceAt);
      if (device === undefined || device === next || device === hop.device) continue;
      const known = prefixes.get(device);
      if (known) known.push(formatPrefix(route.prefix));
      else prefixes.set(device, [formatPrefix(route.prefix)]);
    }
  }
  return [...prefixes].map(([device, lost]) => ({ device, prefixes: lost }));
}

function nextOf(
  plan: Plan,
  here: string,
  { action }: Route,
  deviceAt: (address: string) => string | undefined,
): string | undefined {
  switch (action.kind) {
    case 'via':
      return deviceAt(formatAddress(action.gateway));
    case 'link': {
      const ends = plan.links?.find(({ id }) => id === action.link)?.ends.map((id) => `router:${id}`);
      return ends?.find((end) => end !== here);
    }
    case 'tunnel':
      return action.node;
    case 'pod':
      return action.pod;
    case 'connected':
    case 'blackhole':
    case 'service-range':
    case 'internet':
      return undefined;
  }
}
