import { addressNumber, parseAddress } from '../../address/address.ts';
import type { CompiledService, Network } from '../../network/network.ts';
import { resolveDevice } from '../../simulate/resolveFlow.ts';
import { defineRule } from '../rule.ts';

/** [V stateful-behind-vip] A flow goes to a sharded workload through a VIP: the VIP picks any pod, the document lives on one. */
export const statefulBehindVip = defineRule({
  rule: 'stateful-behind-vip',
  reads: ({ plan, network }) => [plan.flows, network],
  *run(context) {
    // Others name no service; where there are none, who has which VIP needs not be known.
    const flows = (context.plan.flows ?? []).filter(({ to }) => /^(?:service|ip):/.test(to));
    if (flows.length === 0) return;
    const serviceOf = servicesOf(context.network);
    const clusters = new Map((context.plan.clusters ?? []).map((cluster) => [cluster.id, cluster]));
    for (const flow of flows) {
      const from = resolveDevice(context.network, flow.from);
      const called = from && serviceOf(flow.to, from.entity);
      const cluster = called && clusters.get(called.cluster);
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

interface Called {
  readonly cluster: string;
  readonly service: CompiledService;
}

/** The service that a target names, by its name or by its VIP (the caller's own cluster first). */
function servicesOf({ clusters }: Network): (to: string, caller: string) => Called | undefined {
  const byId = new Map<string, Called>();
  const byAddress = new Map<number | bigint, Called[]>();
  for (const cluster of clusters.values()) {
    for (const service of cluster.services) {
      const called = { cluster: cluster.id, service };
      byId.set(service.id, called);
      for (const key of service.addresses.map(addressNumber)) {
        const known = byAddress.get(key);
        if (known) known.push(called);
        else byAddress.set(key, [called]);
      }
    }
  }
  return (to, caller) => {
    const address = to.startsWith('ip:') ? parseAddress(to.slice(3)) : undefined;
    const having = (address && byAddress.get(addressNumber(address))) ?? [];
    return byId.get(to) ?? having.find(({ cluster }) => cluster === caller) ?? having[0];
  };
}
