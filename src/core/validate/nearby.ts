import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import type { Sight } from './sight.ts';

/** As many as anybody asks for. */
const A_FEW = 8;

/** The first few devices of each connected network, in the plan's order; gathered for a network when it is asked about. */
export function nearbyOf(plan: Plan, network: Network): Pick<Sight, 'near' | 'routersNear'> {
  const { clusters = [], routers = [], hosts = [] } = plan;
  return {
    near: nearest(network, [clusters, hosts]),
    routersNear: nearest(network, [routers]),
  };
}

function nearest(
  { entities, component }: Network,
  lists: readonly (readonly { readonly id: string }[])[],
): (device: string) => readonly string[] {
  const known = new Map<number | undefined, string[]>();
  return (device) => {
    const scope = component.get(device);
    const made = known.get(scope);
    if (made) return made;
    const found: string[] = [];
    known.set(scope, found);
    for (const list of lists)
      for (const { id } of list)
        for (const other of entities.get(id) ?? []) {
          if (component.get(other.id) !== scope) break;
          if (found.push(other.id) === A_FEW) return found;
        }
    return found;
  };
}
