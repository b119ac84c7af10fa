import { firstAddress } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import type { Cluster } from '../../plan/plan.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call } from '../witness.ts';

/** [V overlay-not-addressable] Pods of an overlay without a gateway cannot be called from outside; they can call out where they are masqueraded. */
export const overlayNotAddressable = defineRule({
  rule: 'overlay-not-addressable',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      const { network } = cluster;
      if (network?.mode !== 'overlay' || network.gateway || cluster.router === undefined) continue;
      const router = context.device(`router:${cluster.router}`);
      const prefixes = context.devicesOf(cluster.id).flatMap((device) => device.node?.podPrefixes ?? []);
      // Somebody may have typed routes to the pods into the router.
      const known = prefixes.some((prefix) => {
        const route = router && bestRoute(router, firstAddress(prefix));
        return route !== undefined && route.prefix.length > 0;
      });
      if (!router || prefixes.length === 0 || known) continue;
      const ranges = context.rangesOf(cluster.id);
      yield* context.keep(cluster.id, [cluster, ranges, router.entity], () => [
        closed(cluster, ranges, router.entity),
      ]);
    }
  },
});

const closed = ({ id, masquerade }: Cluster, ranges: readonly PlanRange[], router: string): Evidence => ({
  entities: [id],
  ranges: ranges.filter((range) => range.kind === 'pods').map(bare),
  facts: { masquerade: masquerade === undefined || masquerade === 'none' ? 'none' : 'yes' },
  witness: (sight) => {
    const pods = sight.devicesOf(id).filter((device) => device.kind === 'pod');
    const callers = [...sight.hosts(), router].flatMap((entity) => sight.devicesOf(entity));
    return {
      candidates: pods
        .slice(0, 1)
        .flatMap((pod) => callers.slice(0, 3).flatMap((caller) => call(caller, pod))),
      endings: ['no-route', 'exits-plan', 'neighbor-unreachable'],
    };
  },
});
