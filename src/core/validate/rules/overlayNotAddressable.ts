import { firstAddress } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import { bare } from '../evidence.ts';
import { defineRule } from '../rule.ts';
import { call } from '../witness.ts';

/** [V overlay-not-addressable] Pods of an overlay without a gateway cannot be called from outside; they can call out where they are masqueraded. */
export const overlayNotAddressable = defineRule({
  rule: 'overlay-not-addressable',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      const { network } = cluster;
      if (network?.mode !== 'overlay' || network.gateway || cluster.router === undefined) continue;
      const router = context.network.devices.get(`router:${cluster.router}`);
      const devices = context.devicesOf(cluster.id);
      const prefixes = devices.flatMap((device) => device.node?.podPrefixes ?? []);
      // Somebody may have typed routes to the pods into the router.
      const known = prefixes.some((prefix) => {
        const route = router && bestRoute(router, firstAddress(prefix));
        return route !== undefined && route.prefix.length > 0;
      });
      if (!router || prefixes.length === 0 || known) continue;
      yield {
        entities: [cluster.id],
        ranges: context
          .rangesOf(cluster.id)
          .filter((range) => range.kind === 'pods')
          .map(bare),
        facts: {
          masquerade: cluster.masquerade === undefined || cluster.masquerade === 'none' ? 'none' : 'yes',
        },
        witness: () => {
          const pods = devices.filter((device) => device.kind === 'pod').slice(0, 1);
          const callers = [
            ...(context.plan.hosts ?? []).flatMap((host) => context.devicesOf(host.id)),
            router,
          ].slice(0, 3);
          return {
            candidates: pods.flatMap((pod) => callers.flatMap((caller) => call(caller, pod))),
            endings: ['no-route', 'exits-plan', 'neighbor-unreachable'],
          };
        },
      };
    }
  },
});
