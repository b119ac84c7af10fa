import { addressNumber, parseAddress } from '../../address/address.ts';
import { hostPrefix } from '../../address/prefix.ts';
import type { Device, Network } from '../../network/network.ts';
import { resolveDevice } from '../../simulate/resolveFlow.ts';
import { defineRule } from '../rule.ts';

/** [V address-by-ip] A flow goes to a StatefulSet's pod by `ip:`: the address changes when the pod is replaced; the DNS name does not. */
export const addressByIp = defineRule({
  rule: 'address-by-ip',
  readsFlows: true,
  *run({ plan, network }) {
    let pods: ReadonlyMap<number | bigint, readonly Device[]> | undefined;
    for (const flow of plan.flows ?? []) {
      const address = flow.to.startsWith('ip:') ? parseAddress(flow.to.slice(3)) : undefined;
      if (!address) continue;
      pods ??= podsByAddress(network);
      for (const pod of pods.get(addressNumber(address)) ?? []) {
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

/** The pods that have each address, in the plan's order. */
function podsByAddress({ devices }: Network): Map<number | bigint, Device[]> {
  const pods = new Map<number | bigint, Device[]>();
  for (const device of devices.values()) {
    if (!device.pod) continue;
    for (const key of new Set(device.interfaces.flatMap((i) => i.addresses.map(addressNumber)))) {
      const known = pods.get(key);
      if (known) known.push(device);
      else pods.set(key, [device]);
    }
  }
  return pods;
}
