import { parseAddress } from '../../address/address.ts';
import { hostPrefix } from '../../address/prefix.ts';
import { resolveDevice } from '../../simulate/resolveFlow.ts';
import { defineRule } from '../rule.ts';

/** [V address-by-ip] A flow goes to a StatefulSet's pod by `ip:`: the address changes when the pod is replaced; the DNS name does not. */
export const addressByIp = defineRule({
  rule: 'address-by-ip',
  reads: ({ plan, network }) => [plan.flows, network],
  *run({ plan, network, book }) {
    for (const flow of plan.flows ?? []) {
      const address = flow.to.startsWith('ip:') ? parseAddress(flow.to.slice(3)) : undefined;
      if (!address) continue;
      const holders = book.holdersIn(
        address,
        address,
        Number.POSITIVE_INFINITY,
        ({ pod }) => pod !== undefined,
      );
      for (const { device: pod } of holders) {
        if (!pod.pod) continue;
        const { cluster, workload } = pod.pod;
        const kind = plan.clusters
          ?.find((c) => c.id === cluster)
          ?.workloads?.find((w) => w.name === workload)?.kind;
        const from = resolveDevice(network, flow.from);
        if ((kind ?? 'StatefulSet') !== 'StatefulSet' || !from) continue;
        const prefix = hostPrefix(address);
        yield {
          entities: [cluster, from.entity],
          ranges: [{ what: 'address', owner: cluster, prefix }],
          overlap: prefix,
          facts: { flow: flow.id, pod: pod.id, from: flow.from },
          key: flow.id,
          witness: () => ({ candidates: [{ from: flow.from, to: flow.to }], endings: ['delivered'] }),
        };
        break;
      }
    }
  },
});
