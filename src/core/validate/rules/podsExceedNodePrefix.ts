import type { Family } from '../../address/address.ts';
import { contains } from '../../address/prefix.ts';
import type { Device } from '../../network/network.ts';
import { countText, isNearLimit, usableSize } from '../capacity.ts';
import { groupBy } from '../groupBy.ts';
import { defineRule, type Evidence } from '../rule.ts';

/** [V pods-exceed-node-prefix] A node has more pods than addresses in its pod prefixes (A3), or nearly so; the worst node is named. */
export const podsExceedNodePrefix = defineRule({
  rule: 'pods-exceed-node-prefix',
  reads: ({ plan }) => [plan.clusters],
  *run(context) {
    for (const cluster of context.network.clusters.values()) {
      if (cluster.mode === 'native') continue;
      const devices = context.devicesOf(cluster.id);
      yield* context.keep(cluster.id, [cluster, devices], () => fullest(cluster.id, devices));
    }
  },
});

function* fullest(cluster: string, devices: readonly Device[]): Generator<Evidence> {
  const nodes = new Map(devices.map((device) => [device.id, device]));
  const pods = devices.filter((device) => device.pod);
  const podsOf = groupBy(pods, (device) => device.pod?.node ?? '');
  for (const family of [4, 6] as const) {
    const evidence = worstNode(nodes, cluster, podsOf, family);
    if (evidence) yield evidence;
  }
}

function worstNode(
  nodes: ReadonlyMap<string, Device>,
  cluster: string,
  podsOf: ReadonlyMap<string, readonly Device[]>,
  family: Family,
): Evidence | undefined {
  let worst: { node: Device; needed: bigint; room: bigint } | undefined;
  let short = 0;
  for (const [id, pods] of podsOf) {
    const node = nodes.get(id);
    const prefixes = node?.node?.podPrefixes.filter((prefix) => prefix.family === family) ?? [];
    if (!node || prefixes.length === 0) continue;
    // The first usable address of each prefix is the node's own end.
    const room = prefixes.reduce((sum, prefix) => sum + usableSize(prefix) - 1n, 0n);
    // A pod with an explicit address elsewhere needs none here.
    const needed = BigInt(
      pods.filter((pod) => {
        const own = pod.interfaces.flatMap((i) => i.addresses).filter((a) => a.family === family);
        return own.length === 0 || own.some((a) => prefixes.some((prefix) => contains(prefix, a)));
      }).length,
    );
    if (!isNearLimit(needed, room)) continue;
    if (needed > room) short++;
    if (!worst || needed - room > worst.needed - worst.room) worst = { node, needed, room };
  }
  if (!worst) return undefined;
  const { node, needed, room } = worst;
  return {
    entities: [cluster],
    ranges: (node.node?.podPrefixes ?? [])
      .filter((prefix) => prefix.family === family)
      .map((prefix) => ({ what: 'node pod prefix', owner: cluster, prefix })),
    severity: needed > room ? 'error' : 'warning',
    facts: { node: node.id, pods: Number(needed), room: countText(room), nodes: short },
    key: `IPv${family}`,
  };
}
