import { type Address, mustAddress } from '../address/address.ts';
import { contains, mustPrefix, type Prefix, usableRange } from '../address/prefix.ts';
import type { Cluster } from '../plan/plan.ts';
import { AddressSet, type Draft } from './draft.ts';
import type { CompiledService } from './network.ts';
import type { PodDraft } from './pods.ts';

/** base + 1 is the API server and base + 10 DNS by convention; dealing starts after them (A6). */
const FIRST_DEALT = 11n;

/** Gives each service its addresses: its own `clusterIPs`, or per family the first free from base + 11 on (A6). */
export function compileServices(
  draft: Draft,
  cluster: Cluster,
  pods: readonly PodDraft[],
): CompiledService[] {
  const ranges = (cluster.services?.cidrs ?? []).map(mustPrefix);
  const taken = new AddressSet();
  for (const expose of cluster.expose ?? [])
    for (const text of expose.clusterIPs ?? []) taken.add(mustAddress(text));
  const next = new Map<Prefix, bigint>();
  const deal = (family: 4 | 6): Address | undefined => {
    for (const range of ranges.filter((r) => r.family === family)) {
      const { last } = usableRange(range);
      for (let value = next.get(range) ?? range.value + FIRST_DEALT; value <= last; value++) {
        next.set(range, value + 1n);
        const address = { family, value };
        if (taken.has(address)) continue;
        taken.add(address);
        return address;
      }
    }
    return undefined;
  };
  const workloads = new Map((cluster.workloads ?? []).map((workload) => [workload.name, workload]));
  const podsOf = new Map<string, string[]>();
  for (const pod of pods) {
    const known = podsOf.get(pod.workload);
    if (known) known.push(pod.id);
    else podsOf.set(pod.workload, [pod.id]);
  }
  const families = [...new Set(ranges.map((r) => r.family))];
  return (cluster.expose ?? []).map((expose) => {
    const workload = workloads.get(expose.workload);
    const subject = `service:${cluster.id}/${expose.name}`;
    const explicit = expose.clusterIPs?.map(mustAddress);
    for (const address of explicit ?? []) {
      if (!ranges.some((r) => contains(r, address)))
        draft.problems.push({ rule: 'address-outside-segment', entity: cluster.id, subject, address });
    }
    const addresses =
      explicit ??
      families.flatMap((family) => {
        const address = deal(family);
        const prefix = ranges.find((r) => r.family === family);
        if (!address && prefix)
          draft.problems.push({
            rule: 'service-range-too-small',
            entity: cluster.id,
            subject,
            prefix,
            missing: 1,
          });
        return address ?? [];
      });
    return {
      id: subject,
      name: expose.name,
      workload: expose.workload,
      addresses,
      port: expose.port ?? workload?.port,
      targetPort: workload?.port ?? expose.port,
      pods: podsOf.get(expose.workload) ?? [],
    };
  });
}
