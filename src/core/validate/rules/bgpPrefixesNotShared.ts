import { sameAddress } from '../../address/address.ts';
import { firstAddress, type Prefix } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import type { Device } from '../../network/network.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import { defineRule } from '../rule.ts';
import { call } from '../witness.ts';

/** [V bgp-prefixes-not-shared] Pods are routed between nodes by BGP, and the router does not know the way to them. */
export const bgpPrefixesNotShared = defineRule({
  rule: 'bgp-prefixes-not-shared',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      if (cluster.network?.mode !== 'bgp' || cluster.router === undefined) continue;
      const router = context.network.devices.get(`router:${cluster.router}`);
      const devices = context.devicesOf(cluster.id);
      const unknown = devices
        .flatMap((device) => device.node?.podPrefixes ?? [])
        .filter((prefix) => !router || !leadsTo(context, router, prefix, cluster.id));
      if (!router || unknown.length === 0) continue;
      const ranges = context.rangesOf(cluster.id).filter((range) => range.kind === 'pods');
      yield {
        entities: [cluster.id, cluster.router],
        ranges: ranges.map(bare),
        facts: { router: cluster.router, prefixes: unknown.length },
        witness: () => {
          const pods = devices.filter((device) => device.kind === 'pod').slice(0, 2);
          const outside = (context.plan.hosts ?? [])
            .flatMap((host) => context.devicesOf(host.id))
            .slice(0, 3);
          return {
            candidates: pods.flatMap((pod) => [
              ...outside.flatMap((host) => call(host, pod)),
              ...call(router, pod),
              ...call(pod, router),
            ]),
            endings: ['no-route', 'exits-plan'],
          };
        },
      };
    }
  },
});

/** The router hands packets for the prefix to a node of the cluster. */
function leadsTo({ network }: RuleContext, router: Device, prefix: Prefix, cluster: string): boolean {
  const action = bestRoute(router, firstAddress(prefix))?.action;
  if (action?.kind !== 'via') return false;
  const attachment = router.interfaces.find((i) => i.name === action.interface)?.attachment;
  if (attachment?.kind !== 'segment') return false;
  const stations = network.segments.get(attachment.segment)?.stations ?? [];
  return stations.some(
    ({ device, addresses }) =>
      network.devices.get(device)?.entity === cluster &&
      addresses.some((a) => sameAddress(a, action.gateway)),
  );
}
