import { parseAddress, sameAddress } from '../../address/address.ts';
import type { CompiledService } from '../../network/network.ts';
import { resolveDevice } from '../../simulate/resolveFlow.ts';
import type { RuleContext } from '../context.ts';
import { defineRule } from '../rule.ts';

/** [V stateful-behind-vip] A flow goes to a sharded workload through a VIP: the VIP picks any pod, the document lives on one. */
export const statefulBehindVip = defineRule({
  rule: 'stateful-behind-vip',
  readsFlows: true,
  *run(context) {
    for (const flow of context.plan.flows ?? []) {
      const from = resolveDevice(context.network, flow.from);
      const called = from && serviceOf(context, flow.to, from.entity);
      const cluster = called && context.plan.clusters?.find((c) => c.id === called.cluster);
      const workload = cluster?.workloads?.find((w) => w.name === called?.service.workload);
      if (!from || !called || !cluster || !workload?.sharded) continue;
      yield {
        entities: [cluster.id, from.entity],
        facts: {
          flow: flow.id,
          from: flow.from,
          service: called.service.id,
          workload: workload.name,
          pods: called.service.pods.length,
        },
        key: flow.id,
        witness: () => ({ candidates: [{ from: flow.from, to: flow.to }], endings: ['delivered'] }),
      };
    }
  },
});

/** The service that a target names, by its name or by its VIP (the caller's own cluster first). */
function serviceOf(
  { network }: RuleContext,
  to: string,
  caller: string,
): { cluster: string; service: CompiledService } | undefined {
  const address = to.startsWith('ip:') ? parseAddress(to.slice(3)) : undefined;
  const clusters = [...network.clusters.values()].sort(
    (a, b) => Number(b.id === caller) - Number(a.id === caller),
  );
  for (const cluster of clusters) {
    const service = cluster.services.find(
      ({ id, addresses }) => id === to || (address && addresses.some((vip) => sameAddress(vip, address))),
    );
    if (service) return { cluster: cluster.id, service };
  }
  return undefined;
}
