import { sameAddress } from '../../address/address.ts';
import { firstAddress, type Prefix } from '../../address/prefix.ts';
import { bestRoute } from '../../network/fib.ts';
import type { Device } from '../../network/network.ts';
import type { RuleContext } from '../context.ts';
import { bare } from '../evidence.ts';
import type { PlanRange } from '../inventory.ts';
import { defineRule, type Evidence } from '../rule.ts';
import { call } from '../witness.ts';

/** [V bgp-prefixes-not-shared] Pods are routed between nodes by BGP, and the router does not know the way to them. */
export const bgpPrefixesNotShared = defineRule({
  rule: 'bgp-prefixes-not-shared',
  *run(context) {
    for (const cluster of context.plan.clusters ?? []) {
      if (cluster.network?.mode !== 'bgp' || cluster.router === undefined) continue;
      const router = context.device(`router:${cluster.router}`);
      if (!router) continue;
      const unknown = context
        .devicesOf(cluster.id)
        .flatMap((device) => device.node?.podPrefixes ?? [])
        .filter((prefix) => !leadsTo(context, router, prefix, cluster.id)).length;
      if (unknown === 0) continue;
      const ranges = context.rangesOf(cluster.id);
      yield* context.keep(cluster.id, [router.entity, ranges, unknown], () => [
        notShared(cluster.id, router.entity, ranges, unknown),
      ]);
    }
  },
});

const notShared = (
  cluster: string,
  router: string,
  ranges: readonly PlanRange[],
  prefixes: number,
): Evidence => ({
  entities: [cluster, router],
  ranges: ranges.filter((range) => range.kind === 'pods').map(bare),
  facts: { router, prefixes },
  witness: (sight) => {
    const pods = sight.devicesOf(cluster).filter((device) => device.kind === 'pod');
    const hosts = sight.hosts().flatMap((host) => sight.devicesOf(host));
    const routers = sight.devicesOf(router);
    return {
      candidates: pods
        .slice(0, 2)
        .flatMap((pod) => [
          ...hosts.slice(0, 3).flatMap((host) => call(host, pod)),
          ...routers.flatMap((device) => [...call(device, pod), ...call(pod, device)]),
        ]),
      endings: ['no-route', 'exits-plan'],
    };
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
